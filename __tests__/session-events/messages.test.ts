import {
  chatMessage,
  type EventMessage,
  type IdentityType,
  jsonMessage,
  logMessage,
  preferenceMessage,
  refusalMessage,
  sessionMessage,
  tamperingMessage,
} from "../../modules/session-events";
import { transformed } from "../support/input-transformer";
import { changed, changes, recorded, refusals } from "./events";
import { events } from "./pattern-table";
import { tamperings } from "./tampering-events";

/** The snapshots are there to be read: each shows one message as a person or a program gets it. */
expect.addSnapshotSerializer({ test: (value) => typeof value === "string", print: (value) => String(value) });

const sessions = Object.keys(recorded).filter((name) => !/^(athena|update)-/.test(name));

const shown: readonly [name: string, message: EventMessage, about: readonly string[]][] = [
  ["sessionMessage", sessionMessage, [...sessions, "resume that was refused", "terminate that was refused"]],
  ["refusalMessage", refusalMessage, ["start-session-denied", ...Object.keys(refusals)]],
  ["preferenceMessage", preferenceMessage, ["update-preferences-document", ...Object.keys(changes).slice(0, 9)]],
  ["tamperingMessage", tamperingMessage, Object.keys(tamperings)],
  ["logMessage", logMessage, ["start-session-default-document", "start-session-denied", "terminate-session"]],
  ["chatMessage", chatMessage, ["start-session-default-document", "start-session-denied", "bucket policy replaced"]],
];

describe.each(shown)("%s", (name, message, about) => {
  it.each(about)("about: %s", (event) => {
    const text = transformed(message, events[event]);
    expect(text.startsWith("{") ? JSON.stringify(JSON.parse(text), null, 2) : text).toMatchSnapshot();
  });

  it("defines every variable that it uses, and uses every one that it defines", () => {
    const used = [...message.inputTemplate.matchAll(/<([^<>\s]+)>/g)].map(([, variable]) => variable!);
    expect(new Set(used)).toEqual(new Set(Object.keys(message.inputPaths)));
    expect(name).toMatch(/Message$/);
  });

  it("fits: at most 100 variables and 8,192 characters", () => {
    expect(Object.keys(message.inputPaths).length).toBeLessThanOrEqual(100);
    expect(message.inputTemplate.length).toBeLessThanOrEqual(8192);
  });
});

describe("what a caller words", () => {
  const forged = changed(recorded["start-session-denied"]!, {
    "detail.requestParameters": {
      target: 'i-1", "source": "forged',
      documentName: 'x"}',
      reason: 'nothing"\n"Refused:  (empty: allowed)',
    },
  });

  it.each([
    ["chatMessage", chatMessage],
    ["logMessage", logMessage],
  ])("cannot break or extend %s", (_name, message) => {
    const text = JSON.parse(transformed(message, forged));
    expect(text.source ?? "custom").toBe("custom");
    expect(Object.keys(text)).toEqual(Object.keys(JSON.parse(transformed(message, recorded["start-session-denied"]))));
  });

  it("cannot break an object of jsonMessage", () => {
    const message = jsonMessage({
      target: "$.detail.requestParameters.target",
      "who did": "$.detail.userIdentity.arn",
    });
    expect(JSON.parse(transformed(message, forged))).toEqual({
      target: 'i-1", "source": "forged',
      "who did": "arn:aws:sts::111122223333:assumed-role/ReadOnly/eve",
    });
  });

  it.each([
    ["sessionMessage", sessionMessage],
    ["refusalMessage", refusalMessage],
  ])("comes last in %s, after all lines of ours", (_name, message) => {
    const ours = message.inputTemplate.split("\n").findIndex((line) => line.includes("<document>"));
    const lines = transformed(message, forged).split("\n");
    expect(lines.slice(0, ours).join("\n")).toContain("AccessDenied");
    expect(lines.slice(0, ours).join("\n")).not.toContain("forged");
  });
});

/** As CloudTrail documents each type of identity: few have an ARN, some no more than a type. */
const identities: Readonly<Record<IdentityType, object>> = {
  Root: { principalId: "111122223333", arn: "arn:aws:iam::111122223333:root", accountId: "111122223333" },
  IAMUser: { principalId: "AIDAEXAMPLE", arn: "arn:aws:iam::111122223333:user/alice", userName: "alice" },
  AssumedRole: {
    principalId: "AROAEXAMPLE:bob",
    arn: "arn:aws:sts::111122223333:assumed-role/Admin/bob",
    sessionContext: { sessionIssuer: { type: "Role", arn: "arn:aws:iam::111122223333:role/Admin", userName: "Admin" } },
  },
  Role: { principalId: "AROAEXAMPLE", arn: "arn:aws:iam::111122223333:role/Admin" },
  FederatedUser: { principalId: "111122223333:carol", arn: "arn:aws:sts::111122223333:federated-user/carol" },
  Directory: { principalId: "d-1234567890:dave", accountId: "111122223333" },
  AWSAccount: { principalId: "AIDAEXAMPLE", accountId: "444455556666" },
  AWSService: { invokedBy: "ssm.amazonaws.com" },
  IdentityCenterUser: {
    accountId: "111122223333",
    onBehalfOf: { userId: "544894e8", identityStoreArn: "arn:aws:identitystore::111122223333:identitystore/d-1" },
    credentialId: "90e292de",
  },
  SAMLUser: { principalId: "Issuer:erin", userName: "erin", identityProvider: "Issuer" },
  WebIdentityUser: { principalId: "accounts.example.com:app:frank", userName: "frank" },
  Unknown: {},
};

describe.each(Object.entries(identities))("a caller of type %s", (type, identity) => {
  const event = changed(recorded["start-session-default-document"]!, { "detail.userIdentity": { type, ...identity } });

  it.each([
    ["sessionMessage", sessionMessage],
    ["refusalMessage", refusalMessage],
    ["preferenceMessage", preferenceMessage],
    ["tamperingMessage", tamperingMessage],
  ])("is told by %s, with the record to look for", (_name, message) => {
    const text = transformed(message, event);
    const { arn, principalId } = identity as { arn?: string; principalId?: string };
    expect(/Who: +(\S.*)/.exec(text)?.[1]).toContain([type, arn ?? "", principalId ?? ""].join(" ").trim());
    expect(text).toMatch(/Event: +\S+ in CloudTrail/);
  });

  it.each([
    ["logMessage", logMessage],
    ["chatMessage", chatMessage],
  ])("is told by %s", (_name, message) => {
    expect(transformed(message, event)).toContain(type);
  });
});

test("a service that calls for somebody is named, and so are role, MFA and program", () => {
  const event = changed(recorded["start-session-default-document"]!, {
    "detail.userIdentity.invokedBy": "ssm-guiconnect.amazonaws.com",
    "detail.userIdentity.sessionContext.attributes.mfaAuthenticated": "true",
    "detail.userAgent": "aws-cli/2.0.0",
  });
  const text = transformed(sessionMessage, event);
  expect(text).toContain("Through:  ssm-guiconnect.amazonaws.com");
  expect(text).toMatch(/Role: +arn:aws:iam::\d+:role\/Admin/);
  expect(text).toMatch(/MFA: +true/);
  expect(text).toMatch(/Program: +aws-cli\/2\.0\.0/);
});

test("a change of the audit names the service that was asked, and none that asked for somebody", () => {
  const [event] = Object.values(tamperings);
  const text = transformed(tamperingMessage, event);
  expect(text).toMatch(/being changed \(\w+ at [a-z]+\.amazonaws\.com\)/);
  expect(text).toContain("Through:   (empty: no AWS service)");
});

test("a refused call without parameters is said to be one", () => {
  expect(transformed(refusalMessage, refusals["refused without request"])).toContain(
    "Target:    (empty: the refused call was recorded without its parameters)",
  );
});

test("chatMessage has the shape that AWS Chatbot asks for", () => {
  const notification = JSON.parse(transformed(chatMessage, recorded["start-session-root"]));
  expect(notification).toMatchObject({
    version: "1.0",
    source: "custom",
    content: { textType: "client-markdown", title: expect.any(String), description: expect.any(String) },
  });
  expect(notification.content.keywords).toEqual(["i-023ad911b5d49dece", ""]);
});

test("logMessage has the two fields that CloudWatch Logs asks for", () => {
  const entry = JSON.parse(transformed(logMessage, recorded["start-session-root"]));
  expect(Object.keys(entry)).toEqual(["timestamp", "message"]);
  expect(entry.timestamp).toBe("2026-07-14T00:08:32Z");
});
