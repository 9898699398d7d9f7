import { createHash, randomBytes } from "node:crypto";
import { run } from "../../src/program";
import { ShellChannel } from "../../src/verify-node/protocol/channel";
// The command loads it when it is called: no single test should wait for the SDK.
import "../../src/verify-node/run";
import { healthyWorld, key, region } from "../doctor/support/healthy";
import { serveWorld } from "../doctor/support/serve";
import { runCommand, testIo } from "../support/commands";
import { type Bucket, type Call, StandIn, serveBuckets, storedObject } from "../support/stand-in";
import { type NodeBehaviour, StandInNode } from "./support/stand-in-node";

const sessionId = "alice-0123456789abcdef0";
const node = "i-0123456789abcdef0";
const queueUrl = "https://sqs.eu-west-1.amazonaws.com/111122223333/alerts";
const transcriptKey = `sessions/${sessionId}.log`;

let aws: StandIn;
let standIn: StandInNode | undefined;
const bucket: Bucket = new Map();
let streamed: string[] = [];
let alerts: string[] = [];

beforeEach(async () => {
  bucket.clear();
  streamed = [];
  alerts = [];
  aws = await StandIn.start({ regions: [region] });
  serveWorld(aws, healthyWorld());
  serveBuckets(aws, new Map([["acme-transcripts", bucket]]));
  aws.answer("ssm:TerminateSession", { SessionId: sessionId });
  aws.answer("logs:GetLogEvents", ({ input }: Call) => ({
    events: input.nextToken ? [] : streamed.map((message) => ({ message, timestamp: 0 })),
    nextForwardToken: "f/end",
  }));
  aws.answer("sqs:ReceiveMessage", () => ({
    Messages: alerts.map((Body) => ({ Body, MD5OfBody: createHash("md5").update(Body).digest("hex") })),
  }));
});
afterEach(async () => {
  await standIn?.stop();
  await aws.stop();
});

/** Starts a node, and lets StartSession lead to it. The alert follows from the call, as it does in AWS. */
async function startNode(behaviour: Partial<NodeBehaviour> = {}): Promise<void> {
  const record = (transcript: string) => {
    bucket.set(transcriptKey, storedObject(transcript));
    streamed.push(JSON.stringify({ sessionId, sessionData: transcript.split("\r\n") }));
  };
  standIn = await StandInNode.start(sessionId, { record, ...behaviour });
  aws.answer("ssm:StartSession", ({ input }: Call) => {
    alerts.push(`Somebody opened ${sessionId}, and said: ${input.Reason}`);
    return { SessionId: sessionId, TokenValue: "a token", StreamUrl: standIn!.streamUrl };
  });
}

const verify = (...more: string[]) =>
  runCommand(["verify-node", node, "--yes", "--timeout", "1", "--interval", "1", "--alert-queue", queueUrl, ...more], {
    aws,
  });

/** KMS, as client and node see it: the data key opens under the same context only. */
function serveKms(): NonNullable<NodeBehaviour["kms"]> {
  const made = new Map<string, { plain: Buffer; context: object }>();
  aws.answer("kms:GenerateDataKey", ({ input }: Call) => {
    const plain = randomBytes(input.NumberOfBytes);
    const encrypted = randomBytes(100).toString("base64");
    made.set(encrypted, { plain, context: input.EncryptionContext });
    return { Plaintext: plain.toString("base64"), CiphertextBlob: encrypted, KeyId: input.KeyId };
  });
  return {
    keyId: key("session"),
    decrypt(encrypted, context) {
      const { plain, context: wanted } = made.get(encrypted.toString("base64"))!;
      expect(context).toEqual(wanted);
      return plain;
    },
  };
}

test("finds what it typed in the bucket, in the log group and in the queue of alerts", async () => {
  await startNode();
  const { exitCode, stdout } = await verify();
  expect(stdout).toMatch(/✔ session alice-0123456789abcdef0 on i-0123456789abcdef0 typed session-audit-[0-9a-f]{24}/);
  expect(stdout).toContain(`✔ s3://acme-transcripts/${transcriptKey}: found after`);
  expect(stdout).toContain(`✔ log group /acme/sessions, stream ${sessionId}: found after`);
  expect(stdout).toContain("✔ queue alerts: found after");
  expect(exitCode).toBe(0);
  expect(standIn!.tokens).toEqual(["a token"]);
});

test("gives the reason to CloudTrail, leaves alerts in their queue, and ends the session in any case", async () => {
  await startNode();
  await verify();
  const [start] = aws.callsOf("ssm:StartSession");
  expect(start!.input).toEqual({ Target: node, Reason: expect.stringMatching(/^session-audit-[0-9a-f]{24}$/) });
  expect(aws.callsOf("sqs:ReceiveMessage")[0]!.input).toMatchObject({ VisibilityTimeout: 0 });
  expect(aws.callsOf("sqs:DeleteMessage")).toEqual([]);
  expect(aws.callsOf("ssm:TerminateSession")).toHaveLength(1);
});

test("encrypts the session as the node asks, under a key and a context that KMS checks", async () => {
  await startNode({ kms: serveKms() });
  const { exitCode, stdout } = await verify();
  expect(stdout).toContain("✔ s3://acme-transcripts/");
  expect(exitCode).toBe(0);
  expect(aws.callsOf("kms:GenerateDataKey")[0]!.input).toEqual({
    KeyId: key("session"),
    NumberOfBytes: 64,
    EncryptionContext: {
      "aws:ssm:SessionId": sessionId,
      "aws:ssm:TargetId": node,
      "aws:ssm:RandomChallenge": "random",
    },
  });
});

test("gets through a bad line: twice, in another order, and lost", async () => {
  await startNode({ kms: serveKms(), isOnBadLine: true, losesFirst: true });
  const { exitCode, stdout } = await verify();
  expect(stdout).toContain("✔ s3://acme-transcripts/");
  expect(exitCode).toBe(0);
}, 15_000);

test("names each destination in which the nonce never arrived", async () => {
  await startNode({ record: (transcript) => void streamed.push(transcript) });
  const { exitCode, stdout } = await verify();
  expect(stdout).toContain(`✖ s3://acme-transcripts/${transcriptKey}: not there after 1 s`);
  expect(stdout).toContain("✔ log group /acme/sessions");
  expect(exitCode).toBe(1);
});

test("does not take the recording of another session for its own", async () => {
  await startNode({ record: () => void bucket.set(transcriptKey, storedObject("echo something else")) });
  const { exitCode, stdout } = await verify();
  expect(stdout).toContain("✖ s3://acme-transcripts/");
  expect(stdout).toContain("✖ log group /acme/sessions");
  expect(exitCode).toBe(1);
});

test("says that the session was refused, with the words of the agent", async () => {
  const refusal = "We couldn't start the session because encryption is not set up on the selected Amazon S3 bucket.";
  await startNode({ refusal });
  const { exitCode, stdout } = await verify();
  expect(stdout).toBe(`✖ No session could be opened on ${node}: ${refusal}\n`);
  expect(exitCode).toBe(1);
});

test("says what KMS refuses to whoever opens the session", async () => {
  await startNode({ kms: serveKms() });
  aws.fail("kms:GenerateDataKey", "denied");
  const { exitCode, stdout } = await verify();
  expect(stdout).toMatch(
    /No session could be opened on .*: Encountered error while initiating handshake.*not authorized/,
  );
  expect(exitCode).toBe(1);
});

test("says where StartSession itself is denied", async () => {
  aws.fail("ssm:StartSession", "denied");
  const { exitCode, stdout } = await verify();
  expect(stdout).toContain("needs ssm:StartSession");
  expect(exitCode).toBe(1);
});

test("what may not be read is no finding, and no success", async () => {
  await startNode();
  aws.fail("s3:GetObject", "denied");
  const { exitCode, stdout } = await verify();
  expect(stdout).toContain("? s3://acme-transcripts/");
  expect(stdout).toContain("needs s3:GetObject");
  expect(exitCode).toBe(2);
});

test("opens no session where nothing would be recorded", async () => {
  const world = healthyWorld();
  world.documents = {};
  serveWorld(aws, world);
  const { exitCode, stdout } = await verify();
  expect(stdout).toMatch(/There is no document SSM-SessionManagerRunShell in 111122223333 eu-west-1/);
  expect(exitCode).toBe(1);
  expect(aws.callsOf("ssm:StartSession")).toEqual([]);
});

test("opens none where the preferences may not be read, which is no finding", async () => {
  aws.fail("ssm:GetDocument", "denied");
  const { exitCode, stdout } = await verify();
  expect(stdout).toContain("111122223333 eu-west-1: could not be read: needs ssm:GetDocument");
  expect(exitCode).toBe(2);
  expect(aws.callsOf("ssm:StartSession")).toEqual([]);
});

test("gives up on a node that falls silent", async () => {
  const silent = await StandInNode.start(sessionId, { hangs: true, record: () => undefined });
  const session = { id: sessionId, target: node, streamUrl: silent.streamUrl, token: "a token" };
  const ending = await new ShellChannel(session, () => Promise.reject()).run(["echo x", "exit"], 300);
  expect(ending).toMatchObject({ reason: "nothing was received for 0.3 seconds", hasBegun: true });
  await silent.stop();
});

describe("asks first", () => {
  const answering = async (confirm: (() => Promise<boolean>) | undefined) => {
    await startNode();
    const io = { ...testIo(aws), ...(confirm && { confirm }) };
    const exitCode = await run(["verify-node", node, "--timeout", "1", "--interval", "1"], io);
    return { exitCode, stderr: io.stderr.text, opened: aws.callsOf("ssm:StartSession").length };
  };

  test("and opens the session after a yes", async () => {
    const { exitCode, stderr, opened } = await answering(async () => true);
    expect(stderr).toContain(`This opens a session on ${node} in 111122223333 eu-west-1 as you`);
    expect([exitCode, opened]).toEqual([0, 1]);
  });

  test("and does nothing after a no", async () => {
    const { exitCode, stderr, opened } = await answering(async () => false);
    expect(stderr).toContain("not confirmed: nothing was done");
    expect([exitCode, opened]).toEqual([3, 0]);
  });

  test("and does nothing where nobody can be asked", async () => {
    const { exitCode, stderr, opened } = await answering(undefined);
    expect(stderr).toContain("give --yes");
    expect([exitCode, opened]).toEqual([3, 0]);
  });
});

test.each(["i-1", "ec2-user@host", "i-0123456789ABCDEF0"])("refuses %s as a node", async (wrong) => {
  const { exitCode, stderr } = await runCommand(["verify-node", wrong, "--yes"], { aws });
  expect(stderr).toContain("must be the id of a node, such as i-0123456789abcdef0");
  expect(exitCode).toBe(3);
});

test("refuses several Regions", async () => {
  await aws.stop();
  aws = await StandIn.start({ regions: [region, "us-east-1"] });
  const { exitCode, stderr } = await verify();
  expect(stderr).toContain("verify-node needs exactly one account and Region, got 2");
  expect(exitCode).toBe(3);
});
