import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateKeyCommand, type KeySpec, KMSClient } from "@aws-sdk/client-kms";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { Emulator } from "../../../__tests__/support/emulator/emulator";
import { describeTerraform } from "../../../__tests__/support/terraform/describe-terraform";
import type { Connection } from "../../src/fleet/clients";
import { run } from "../../src/program";
import { testIo } from "../support/commands";

describeTerraform("seals on the emulated AWS", (tooling) => {
  let emulator: Emulator;
  let connection: Connection;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "session-audit-"));
    emulator = await Emulator.start(tooling);
    const { endpoint, region, credentials, maxAttempts } = emulator.clientConfig({ region: "us-east-1" });
    connection = { endpoint, region, credentials, maxAttempts };
  }, 90_000);
  afterAll(async () => {
    await emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each<KeySpec>(["ECC_NIST_P256", "RSA_2048"])(
    "are signed by its KMS and verified without it: %s",
    async (KeySpec) => {
      const Bucket = `evidence-${KeySpec.toLowerCase().replaceAll("_", "-")}`;
      const { maxAttempts = 1, ...config } = connection;
      const s3 = new S3Client({ ...config, maxAttempts });
      await s3.send(new CreateBucketCommand({ Bucket }));
      await s3.send(new PutObjectCommand({ Bucket, Key: "sessions/alice-1.log", Body: "alice" }));
      const { KeyMetadata } = await new KMSClient({ ...config, maxAttempts }).send(
        new CreateKeyCommand({ KeyUsage: "SIGN_VERIFY", KeySpec }),
      );
      // The emulator dates objects by its own clock: the day is over for a clock two days ahead.
      const today = new Date().toISOString().slice(0, 10);
      const now = new Date(Date.now() + 2 * 86_400_000);
      const call = async (...args: string[]) => {
        const io = { ...testIo(undefined, now), connection };
        return { exitCode: await run(args, io), stdout: io.stdout.text, stderr: io.stderr.text };
      };
      const key = join(folder, `${KeySpec}.pem`);
      const sealArgs = ["--bucket", Bucket, "--prefix", "sessions/", "--key", KeyMetadata!.KeyId!];
      expect(await call("seal", ...sealArgs, "--from", today, "--public-key", key)).toMatchObject({
        exitCode: 0,
        stderr: "",
      });
      expect(await call("verify", "--bucket", Bucket, "--public-key", key, "--until", today)).toMatchObject({
        exitCode: 0,
      });

      await s3.send(new PutObjectCommand({ Bucket, Key: "sessions/alice-1.log", Body: "alicE" }));
      expect(await call("verify", "--bucket", Bucket, "--public-key", key, "--until", today)).toMatchObject({
        exitCode: 1,
        stdout: expect.stringMatching(/^changed {2}sessions\/alice-1.log: its content is not what was sealed/),
      });
    },
  );
});
