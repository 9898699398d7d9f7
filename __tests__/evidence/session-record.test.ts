import { type DescribedSession, describedSession, sessionRecords as join, trailCall } from "../../modules/evidence";
import { recordedEvent } from "../support/emulator/events";

const where = { account: "111122223333", region: "eu-west-1" };
const call = (name: string) => trailCall(recordedEvent(name).detail)!;
const described: DescribedSession = {
  SessionId: "alice-0e34861185201706f",
  Target: "i-02311671588e96626",
  Status: "Terminated",
  StartDate: new Date("2026-07-14T00:08:33Z"),
  EndDate: new Date("2026-07-14T00:20:00Z"),
  DocumentName: "SSM-sudo",
  Owner: "arn:aws:iam::111122223333:user/alice",
};
const started = call("start-session-custom-document");

/** As `sessionRecords`, of what DescribeSessions answers. */
function sessionRecords(sources: {
  account: string;
  region: string;
  described?: { active: DescribedSession[]; history: DescribedSession[] };
  calls: Parameters<typeof join>[0]["calls"];
}) {
  const slim = (sessions: DescribedSession[]) => sessions.flatMap((session) => describedSession(session) ?? []);
  const { described: answer, ...rest } = sources;
  return join({
    ...rest,
    ...(answer && { described: { active: slim(answer.active), history: slim(answer.history) } }),
  });
}

test("a session is joined with its call, and counts once", () => {
  const records = sessionRecords({ ...where, described: { active: [], history: [described] }, calls: [started] });
  expect(records).toEqual([
    {
      id: "alice-0e34861185201706f",
      ...where,
      target: "i-02311671588e96626",
      document: "SSM-sudo",
      person: "alice",
      principal: "arn:aws:iam::111122223333:user/alice",
      startedAt: "2026-07-14T00:08:33.000Z",
      endedAt: "2026-07-14T00:20:00.000Z",
      reason: "INC-4711",
      status: "ended",
      call: {
        eventId: started.eventId,
        sourceAddress: "203.0.113.11",
        userAgent: "aws-cli/2.17.0 md/awscrt#0.20.11 ua/2.0 os/linux",
      },
    },
  ]);
});

test.each([
  [
    "a session that ends between the two questions has ended",
    { active: [{ ...described, Status: "Connected" }], history: [described] },
    "ended",
  ],
  [
    "a session that is disconnected is active",
    { active: [{ ...described, Status: "Disconnected" }], history: [] },
    "active",
  ],
  [
    "a session that failed to start has failed",
    { active: [], history: [{ ...described, Status: "Failed" }] },
    "failed",
  ],
  ["a session that is listed nowhere any more has ended", { active: [], history: [] }, "ended"],
  ["a session whose Region could not be read is untold", undefined, "untold"],
])("%s", (_name, answer, status) => {
  const records = sessionRecords({ ...where, ...(answer && { described: answer }), calls: [started] });
  expect(records.map((record) => record.status)).toEqual([status]);
});

test("an active session has no end, whatever DescribeSessions says", () => {
  const [record] = sessionRecords({ ...where, described: { active: [described], history: [] }, calls: [] });
  expect(record?.endedAt).toBeUndefined();
});

test("a refused attempt is a record of its own, by the id of its event", () => {
  const denied = call("start-session-denied");
  const [record] = sessionRecords({ ...where, calls: [denied] });
  expect(record).toMatchObject({
    id: denied.eventId,
    person: "eve",
    status: "refused",
    document: "SSM-SessionManagerRunShell",
  });
});

test("records are sorted, newest first", () => {
  const at = (SessionId: string, day: number) => ({
    ...described,
    SessionId,
    StartDate: new Date(Date.UTC(2026, 6, day)),
  });
  const records = sessionRecords({
    ...where,
    described: { active: [at("b", 2)], history: [at("a", 1), at("c", 3)] },
    calls: [],
  });
  expect(records.map(({ id }) => id)).toEqual(["c", "b", "a"]);
});

describe("a CloudTrail record", () => {
  test("gives the call", () => {
    expect(call("start-session-port-forwarding")).toMatchObject({
      document: "AWS-StartPortForwardingSession",
      sourceAddress: expect.any(String),
      userAgent: expect.any(String),
      at: "2026-07-14T00:08:32.000Z",
    });
  });

  test.each(["athena-start-session", "resume-session", "terminate-session", "update-preferences-document"])(
    "of another call gives none: %s",
    (name) => expect(trailCall(recordedEvent(name).detail)).toBeUndefined(),
  );

  test.each([undefined, null, "text", 7, [], { eventSource: "ssm.amazonaws.com" }])(
    "that is none gives none: %j",
    (value) => {
      expect(trailCall(value)).toBeUndefined();
    },
  );

  test.each([
    ["start-session-root", "root"],
    ["start-session-custom-document", "alice"],
    ["start-session-denied", "eve"],
  ])("names the person: %s", (name, person) => {
    expect(call(name).person).toBe(person);
  });

  const withMfa = (mfaAuthenticated: string | undefined, arn = "arn:aws:sts::111122223333:assumed-role/Ops/alice") => ({
    ...recordedEvent("start-session-denied").detail,
    userIdentity: { type: "AssumedRole", arn, sessionContext: { attributes: { mfaAuthenticated } } },
  });
  const identityCenter = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Audit_0123456789abcdef/dan";

  test.each([
    ["true", undefined, true],
    ["false", undefined, false],
    [undefined, undefined, undefined],
    ["false", identityCenter, undefined],
  ])("says whether there was a second factor: %s for %s", (value, arn, mfa) => {
    expect(trailCall(withMfa(value, arn))?.mfa).toBe(mfa);
  });
});
