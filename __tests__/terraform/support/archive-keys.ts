import { awsCall } from "../../support/emulator/aws-call";
import type { Emulator } from "../../support/emulator/emulator";

/** Makes the keys of a log archive, which the modules of other accounts look up by their aliases. */
export async function createArchiveKeys(
  emulator: Emulator,
  name: string,
  where: { readonly account: string; readonly region: string },
): Promise<void> {
  const statement = { Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:*", Resource: "*" };
  const policy = { Policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) };
  for (const kind of ["trail", "transcripts"]) {
    const { body } = await awsCall(emulator, "kms", "CreateKey", policy, where);
    const { KeyId } = body.KeyMetadata;
    await awsCall(emulator, "kms", "CreateAlias", { AliasName: `alias/${name}-${kind}`, TargetKeyId: KeyId }, where);
  }
}
