import { devNull } from "node:os";

/** AWS's own documentation account, which the recorded events in the fixtures come from. */
export const emulatedAccount = "111122223333";
export const emulatedRegion = "eu-west-1";

/**
 * The environment in which Terraform talks to the emulated AWS and to nothing else. Every AWS_ and TF_ variable of the user is
 * dropped first: no real profile, endpoint or setting may leak in. Tokens stay, a mirror of the user's may ask for one.
 */
export function emulatedEnvironment(endpoint: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|TF_(?!TOKEN_))/.test(name));
  return {
    ...Object.fromEntries(inherited),
    // An IP address also makes the provider use path-style S3 addresses.
    AWS_ENDPOINT_URL: endpoint,
    // The emulator takes an access key of twelve digits for the account of the caller.
    AWS_ACCESS_KEY_ID: emulatedAccount,
    AWS_SECRET_ACCESS_KEY: "emulated",
    AWS_REGION: emulatedRegion,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    // The provider's own default of 25 attempts hides a broken emulator for minutes.
    AWS_MAX_ATTEMPTS: "3",
    NO_PROXY: "127.0.0.1",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
  };
}
