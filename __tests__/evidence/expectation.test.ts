import { expectationOf, transcriptKey } from "../../modules/evidence";

const content = (inputs: object, sessionType = "Standard_Stream") =>
  JSON.stringify({ schemaVersion: "1.0", sessionType, inputs });
const logging = {
  s3BucketName: "b",
  s3KeyPrefix: "sessions/",
  cloudWatchLogGroupName: "g",
  cloudWatchStreamingEnabled: true,
};

test("a document says where its sessions are recorded", () => {
  expect(expectationOf("Custom", content(logging))).toEqual({
    kind: "recorded",
    bucket: { name: "b", prefix: "sessions" },
    logGroup: { name: "g", streaming: true },
  });
});

test.each(["InteractiveCommands", "NonInteractiveCommands"])(
  "%s are not streamed, whatever the document says",
  (type) => {
    expect(expectationOf("Custom", content(logging, type))).toMatchObject({ logGroup: { streaming: false } });
  },
);

test.each([
  ["AWS-StartSSHSession", content(logging)],
  ["AWS-StartPortForwardingSession", "absent" as const],
  ["Custom", content(logging, "Port")],
  ["Custom", content({ s3BucketName: "", cloudWatchLogGroupName: "" })],
  ["SSM-SessionManagerRunShell", "absent" as const],
  ["Custom", "{}"],
  ["Custom", '{"inputs":null}'],
])("nothing is recorded on %s with %s", (document, text) => {
  expect(expectationOf(document, text).kind).toBe("unlogged");
});

test.each([
  ["Custom", content({ ...logging, s3BucketName: "{{ bucket }}" })],
  ["Custom", content({ ...logging, s3KeyPrefix: "{{team}}/x" })],
  ["AmazonECS-ExecuteInteractiveCommand", content(logging)],
])("what %s records is unknown where somebody else decides: %s", (document, text) => {
  expect(expectationOf(document, text).kind).toBe("unknown");
});

test.each([
  ["", "s.log"],
  ["sessions", "sessions/s.log"],
  ["a//b/./c", "a/b/c/s.log"],
])("with the prefix %j the agent puts a transcript at %s", (prefix, key) => {
  expect(transcriptKey({ name: "b", prefix }, "s")).toBe(key);
});

test.each(["", "nonsense", "null", "5", "[]"])("nothing is known of a document that says %j", (text) => {
  expect(expectationOf("Custom", text)).toEqual({ kind: "unknown", why: "the content of Custom is no JSON object" });
});
