import { TerraformVariable } from "cdktf";
import { maxDurationGaps } from "../../modules/facts";
import type { SessionDocumentProps, SessionType } from "../../modules/session-document";
import { document } from "../support/documents";
import { build, expectRefusal } from "../support/refusals";
import { newStack, synthStack } from "../support/synth";

const make = (props: SessionDocumentProps) => document(["bucket"], props);

describe("sessionType", () => {
  test("Port is refused with the reason", () => {
    expectRefusal(make({ sessionType: "Port" as SessionType }), {
      prop: "sessionType",
      allowed: "one of Standard_Stream, InteractiveCommands, NonInteractiveCommands",
      got: "Port",
      fix: "port forwarding and SSH sessions are never logged",
    });
  });

  test("an unknown type is refused", () => {
    expectRefusal(make({ sessionType: "Shell" as SessionType }), {
      prop: "sessionType",
      allowed: "one of Standard_Stream, InteractiveCommands, NonInteractiveCommands",
      got: "Shell",
      fix: "choose one of them",
    });
  });

  test("a shell takes neither commands nor parameters", () => {
    const commands = { linux: "top" };
    expectRefusal(make({ commands }), {
      prop: "commands",
      allowed: "left out of a Standard_Stream document",
      got: commands,
      fix: "set sessionType, or use shellProfile",
    });
    const parameters = { a: { allowedPattern: "^a$" } };
    expectRefusal(make({ parameters }), {
      prop: "parameters",
      allowed: "set on documents with commands only",
      got: parameters,
      fix: "leave it out",
    });
  });

  test.each(["my-file", "my_file", "a b", ""])("a parameter may not be called %p", (name) => {
    const props = { name: "Cmd", commands: { linux: "x" }, parameters: { [name]: { allowedPattern: "^a$" } } };
    expectRefusal(make({ ...props, sessionType: "InteractiveCommands" }), {
      prop: `parameters.${name}`,
      allowed: "named with letters and digits only",
      got: name,
      fix: "rename it",
    });
  });
});

describe("name", () => {
  test.each(["abc", "Acme-Shell_1.0"])("takes %s", (name) => {
    expect(build(make({ name })).documentName).toBe(name);
  });

  test.each(["Acme Shell", "Acme/Shell", "AWS-Shell", "amazon-shell", "amzn.shell"])("is refused: %p", (name) => {
    expectRefusal(make({ name }), {
      prop: "name",
      allowed: "letters, digits and _-., not starting with aws, amazon or amzn",
      got: name,
      fix: "write it like Acme-AuditedShell",
    });
  });

  test.each([3, 128])("takes %d characters", (length) => {
    expect(() => build(make({ name: "a".repeat(length) }))).not.toThrow();
  });

  test.each([2, 129])("is refused at %d characters", (length) => {
    const name = "a".repeat(length);
    expectRefusal(make({ name }), {
      prop: "name",
      allowed: "3 to 128 characters long",
      got: name,
      fix: `it has ${length}; choose a`,
    });
  });
});

describe("prefix", () => {
  test.each(["s", "sessions/shell", "a.b/c-d_e", "..a/b.."])("takes %s", (prefix) => {
    expect(build(make({ prefix })).transcriptPrefix).toBe(`${prefix}/111122223333/eu-west-1`);
  });

  test.each([
    "/sessions",
    "sessions/",
    "sessions//shell",
    "..",
    "../other",
    "sessions/../other",
    "sessions/..",
    "./sessions",
    "sessions/{{x}}",
    "sessions/*",
    "a b",
    "",
  ])("is refused: %p", (prefix) => {
    expectRefusal(make({ prefix }), {
      prop: "prefix",
      allowed: "a path without leading or trailing slash, empty, `.` or `..` segments, `*` or {{parameters}}",
      got: prefix,
      fix: "write it like sessions/shell; account and Region are appended",
    });
  });
});

describe.each([
  ["idleTimeoutMinutes", 1, 60],
  ["maxDurationMinutes", 1, 1440],
] as const)("%s", (prop, min, max) => {
  test.each([min, max])("takes %d, a limit of the service", (value) => {
    expect(() => build(make({ [prop]: value }))).not.toThrow();
  });

  test.each([min - 1, max + 1, -1, 1.5, Number.NaN])("is refused at %d", (got) => {
    expectRefusal(make({ [prop]: got }), {
      prop,
      allowed: `a whole number of minutes from ${min} to ${max}`,
      got,
      fix: "choose a value in that range",
    });
  });
});

describe.each(maxDurationGaps)("maxDurationMinutes in the gap from %d to %d", (from, to) => {
  test.each([from, to])("is refused at %d, with both neighbours to choose from", (got) => {
    expectRefusal(make({ maxDurationMinutes: got }), {
      prop: "maxDurationMinutes",
      allowed: `outside ${from} to ${to}, which the pattern of the Systems Manager API leaves out`,
      got,
      fix: `use ${from - 1} or ${to + 1}`,
    });
  });

  test.each([from - 1, to + 1])("is taken at %d", (value) => {
    expect(() => build(make({ maxDurationMinutes: value }))).not.toThrow();
  });
});

describe("runAs.defaultUser", () => {
  const runAs = (defaultUser: string) => make({ runAs: { defaultUser } });

  test.each(["a", "_svc", "ssm-user", "rooty", "u".repeat(32)])("takes %s", (user) => {
    expect(() => build(runAs(user))).not.toThrow();
  });

  test.each(["root", "Alice", "1user", "-user", "a b", "$(id)", "a;b", "DOMAIN\\user", "{{user}}", "u".repeat(33)])(
    "is refused: %p, since the agent puts it into a shell command",
    (user) => {
      expectRefusal(runAs(user), {
        prop: "runAs.defaultUser",
        allowed: "a POSIX user name of at most 32 characters (a-z, 0-9, _ and -), and not root",
        got: user,
        fix: "name an unprivileged user that exists on every node",
      });
    },
  );

  test("is refused where it is missing while Run As is on", () => {
    expectRefusal(runAs(""), {
      prop: "runAs.defaultUser",
      allowed: "given where Run As is on",
      got: "",
      fix: "without one each session fails",
    });
    expectRefusal(make({ runAs: {} as { defaultUser: string } }), {
      prop: "runAs.defaultUser",
      allowed: "given where Run As is on",
      got: undefined,
      fix: "name an unprivileged user",
    });
  });
});

test("what only Terraform knows passes and arrives", () => {
  const stack = newStack();
  const text = (id: string) => new TerraformVariable(stack, id, { type: "string" }).stringValue;
  const number = (id: string) => new TerraformVariable(stack, id, { type: "number" }).numberValue;
  document(["bucket"], {
    name: text("name"),
    prefix: text("prefix"),
    idleTimeoutMinutes: number("idle"),
    maxDurationMinutes: number("max"),
    runAs: { defaultUser: text("user") },
    shellProfile: { linux: `echo ${text("greeting")}` },
  })(stack);
  const { name, content } = synthStack(stack).only("aws_ssm_document");
  expect(name).toBe("${var.name}");
  expect(JSON.parse(content).inputs).toMatchObject({
    s3KeyPrefix: expect.stringMatching(/^\$\{var\.prefix\}\/\$\{/),
    idleSessionTimeout: "${var.idle}",
    maxSessionDuration: "${var.max}",
    runAsDefaultUser: "${var.user}",
    shellProfile: { linux: "echo ${var.greeting}" },
  });
});
