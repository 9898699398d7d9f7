/**
 * Defects of published modules that these tests would catch:
 *   "an inverted condition makes both shell profiles empty"   -> "shell profile texts arrive in the document"
 *   "values interpolated into YAML unescaped"                 -> "texts arrive whatever characters they hold"
 *   "runAsEnabled without a user", "... a user without the flag" -> "Run As is on exactly where a user is given"
 *   "a custom document logs nothing: preferences are not inherited" -> "logs like any other"
 */
import type { SessionDocumentProps } from "../../modules/session-document";
import { content, document, synthDocument } from "../support/documents";
import { expectRefusal } from "../support/refusals";

const command = { name: "Acme-Top", commands: { linux: "top" } } as const;

describe("shell", () => {
  test("shell profile texts arrive in the document", () => {
    const shellProfile = { linux: "exec /bin/bash", windows: "Set-Location C:\\" };
    expect(content(["bucket"], { shellProfile }).inputs.shellProfile).toEqual(shellProfile);
  });

  test.each([
    ["linux", { linux: "date", windows: "" }],
    ["windows", { linux: "", windows: "date" }],
  ])("a profile for %s only leaves the other empty", (system, expected) => {
    expect(content(["bucket"], { shellProfile: { [system]: "date" } }).inputs.shellProfile).toEqual(expected);
  });

  test.each([
    ["quotes", `echo "a" 'b'`, `echo "a" 'b'`],
    ["line breaks", "umask 077\ncd /tmp", "umask 077\ncd /tmp"],
    ["backslashes", "C:\\Temp\\x", "C:\\Temp\\x"],
    ["dollar signs", "echo $PATH $(id) $?", "echo $PATH $(id) $?"],
    ["braces, which Terraform must not take for its own", "cd ${HOME} && echo ${A:-b}", "cd $${HOME} && echo $${A:-b}"],
    ["percent and brace", "date +%{x}", "date +%%{x}"],
  ])("texts arrive whatever characters they hold: %s", (_, text, expected) => {
    const profile = content(["bucket"], { shellProfile: { linux: text, windows: text } }).inputs.shellProfile;
    expect(profile).toEqual({ linux: expected, windows: expected });
  });

  test("has no commands and no parameters", () => {
    expect(Object.keys(content(["bucket"]))).toEqual(["schemaVersion", "description", "sessionType", "inputs"]);
  });
});

test("Run As is on exactly where a user is given", () => {
  expect(content(["bucket"], { runAs: { defaultUser: "ops" } }).inputs).toMatchObject({
    runAsEnabled: true,
    runAsDefaultUser: "ops",
  });
  expect(content(["bucket"]).inputs).toMatchObject({ runAsEnabled: false, runAsDefaultUser: "" });
});

describe.each(["InteractiveCommands", "NonInteractiveCommands"] as const)("%s", (sessionType) => {
  const props: SessionDocumentProps = { ...command, sessionType };

  test("is a document of its own name, with its command per operating system", () => {
    const commands = { linux: "top -b", macos: "top -l 1", windows: "Get-Process" };
    expect(synthDocument(["bucket"], props).only("aws_ssm_document").name).toBe("Acme-Top");
    expect(content(["bucket"], { ...props, commands })).toMatchObject({
      sessionType,
      properties: {
        linux: { commands: "top -b" },
        macos: { commands: "top -l 1" },
        windows: { commands: "Get-Process" },
      },
    });
  });

  test("never runs elevated, which would be root whatever Run As says", () => {
    expect(content(["bucket"], props).properties.linux.runAsElevated).toBe(false);
  });

  test("logs like any other: it does not inherit the preferences", () => {
    const { inputs } = content(["bucket", "logGroup", "key"], { ...props, runAs: { defaultUser: "ops" } });
    const shell = content(["bucket", "logGroup", "key"], { runAs: { defaultUser: "ops" } }).inputs;
    expect(inputs).toEqual({ ...shell, cloudWatchStreamingEnabled: false });
  });

  test("takes parameters, each with the pattern that its values must match", () => {
    const parameters = { file: { description: "Which file", allowedPattern: "^[a-z]{1,8}$", default: "log" } };
    expect(content(["bucket"], { ...props, commands: { linux: "tail {{file}}" }, parameters })).toMatchObject({
      parameters: {
        file: { type: "String", description: "Which file", allowedPattern: "^[a-z]{1,8}$", default: "log" },
      },
      properties: { linux: { commands: "tail {{file}}" } },
    });
  });

  test("has commands only for the systems that were given one", () => {
    const commands = { linux: "top", windows: undefined };
    expect(Object.keys(content(["bucket"], { ...props, commands }).properties)).toEqual(["linux"]);
  });

  test("escapes what Terraform would take for its own in commands and patterns", () => {
    const { properties, parameters } = content(["bucket"], {
      ...props,
      commands: { linux: "echo ${HOME}" },
      parameters: { a: { allowedPattern: "^%{1,2}$", default: "${x}" } },
    });
    expect(properties.linux.commands).toBe("echo $${HOME}");
    expect(parameters.a).toMatchObject({ allowedPattern: "^%%{1,2}$", default: "$${x}" });
  });

  test.each([
    ["no commands", { ...props, commands: undefined }, undefined],
    ["empty commands", { ...props, commands: {} }, {}],
  ])("is refused with %s", (_, given, got) => {
    expectRefusal(document(["bucket"], given), {
      prop: "commands",
      allowed: `given for a ${sessionType} document`,
      got,
      fix: "name the command per operating system",
    });
  });

  test("is refused without a name, since the default name is that of shells", () => {
    expectRefusal(document(["bucket"], { ...props, name: undefined }), {
      prop: "name",
      allowed: `given for a ${sessionType} document`,
      got: undefined,
      fix: "choose a name: the default, SSM-SessionManagerRunShell, is for shell sessions",
    });
  });

  test("is refused with a shell profile, which it would ignore", () => {
    const shellProfile = { linux: "date" };
    expectRefusal(document(["bucket"], { ...props, shellProfile }), {
      prop: "shellProfile",
      allowed: "set on Standard_Stream documents only",
      got: shellProfile,
      fix: "leave it out",
    });
  });
});
