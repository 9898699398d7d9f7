import { TerraformVariable } from "cdktf";
import { maxDurationGaps } from "../../modules/facts";
import type { SessionDocumentProps, SessionType } from "../../modules/session-document";
import { document } from "../support/documents";
import { build, expectRefusal } from "../support/refusals";
import { newStack, synthStack, warnings } from "../support/synth";

const make = (props: SessionDocumentProps) => document(["bucket"], props);

describe("sessionType", () => {
  test("Port is refused with the reason", () => {
    expectRefusal(make({ sessionType: "Port" as SessionType }), {
      prop: "sessionType",
      allowed: "one of Standard_Stream, InteractiveCommands, NonInteractiveCommands",
      got: "Port",
      fix: "choose one of them; port forwarding and SSH sessions are never logged",
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

describe.each(maxDurationGaps)("maxDurationMinutes in the gap from %d to %d", (from, to) => {
  const warningsAt = (maxDurationMinutes: number) =>
    build((scope) => {
      make({ maxDurationMinutes })(scope);
      return warnings(scope);
    });

  test.each([from, to])(
    "is taken at %d with a warning: only the answer of DescribeSessions leaves it out",
    (minutes) => {
      expect(warningsAt(minutes)).toEqual([
        expect.stringContaining(`maxDurationMinutes ${minutes} lies from ${from} to ${to}`),
      ]);
    },
  );

  test.each([from - 1, to + 1])("is taken at %d without a word", (minutes) => {
    expect(warningsAt(minutes)).toEqual([]);
  });
});

test("Run As without a user is refused, since each session would fail", () => {
  expectRefusal(make({ runAs: {} as { defaultUser: string } }), {
    prop: "runAs.defaultUser",
    allowed: "a POSIX user name",
    got: undefined,
    fix: "give it",
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
  // Whatever a variable holds, the text stays one value of the JSON.
  const greeting = '${jsonencode(join("", ["echo ", var.greeting]))}';
  expect(content).toContain(`"linux": ${greeting}`);
  expect(JSON.parse(content.replace(greeting, '"the greeting"')).inputs).toMatchObject({
    s3KeyPrefix: expect.stringMatching(/^\$\{var\.prefix\}\/\$\{/),
    idleSessionTimeout: "${var.idle}",
    maxSessionDuration: "${var.max}",
    runAsDefaultUser: "${var.user}",
    shellProfile: { linux: "the greeting" },
  });
});
