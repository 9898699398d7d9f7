import { type Rendered, renderTranscript } from "../../src/transcript/render";
import { plainText } from "../../src/transcript/styled-line";
import { terminalSize } from "../../src/transcript/terminal-size";

const text = ({ lines }: Rendered) => lines.map(({ runs }) => plainText(runs).trimEnd());
const frames = ({ frames }: Rendered) =>
  frames.map(({ kind, lines }) => [kind, lines.map((runs) => plainText(runs).trimEnd()).join("|")]);

test("plain output is shown as it was", async () => {
  const rendered = await renderTranscript("$ id\r\nuid=0(root)\r\n$ exit\r\n");
  expect(text(rendered)).toEqual(["$ id", "uid=0(root)", "$ exit"]);
  expect(rendered.frames).toEqual([]);
});

test("lines of a stream, which end in a line feed alone, begin at the left", async () => {
  expect(text(await renderTranscript("sh-5.2$ id\nuid=0\n"))).toEqual(["sh-5.2$ id", "uid=0"]);
});

describe("what was erased stays visible", () => {
  test("as a frame before the screen was cleared", async () => {
    const rendered = await renderTranscript(
      "$ cat /etc/shadow\r\nroot:secret\r\n$ clear\r\n\x1b[H\x1b[2J\x1b[3J$ ls\r\n",
    );
    expect(frames(rendered)).toEqual([
      ["erased", "$ cat /etc/shadow|root:secret|$ clear"],
      ["scrollback", ""],
    ]);
    expect(text(rendered)).toContain("$ ls");
  });

  test.each([
    ["erase from the top down", "\x1b[H\x1b[J"],
    ["erase with controls hidden in the sequence", "\x1b[\x002\x07J"],
    ["selective erase", "\x1b[?2J"],
    ["the test pattern", "\x1b#8"],
  ])("by %s", async (_name, erase) => {
    const rendered = await renderTranscript(`$ cat key\r\nsecret\r\n${erase}`);
    expect(frames(rendered)).toContainEqual(["erased", "$ cat key|secret"]);
  });

  test("when the terminal was reset", async () => {
    const rendered = await renderTranscript("$ cat key\r\nsecret\r\n\x1bc$ ls\r\n");
    expect(text(rendered)).toEqual(["$ cat key", "secret", "$ ls"]);
    expect(rendered.frames).toEqual([{ kind: "reset", before: 2, lines: [] }]);
  });

  test("when what had scrolled off was erased", async () => {
    const output = Array.from({ length: 100 }, (_, index) => `line ${index}\r\n`).join("");
    const rendered = await renderTranscript(`${output}\x1b[3J`);
    expect(text(rendered).filter((line) => line.startsWith("line"))).toHaveLength(100);
    expect(frames(rendered)).toEqual([["scrollback", ""]]);
  });

  test("when a full-screen program ended", async () => {
    const rendered = await renderTranscript("$ vim key\r\n\x1b[?1049h\x1b[H\x1b[2Jsecret\x1b[?1049l$ \r\n");
    expect(frames(rendered)).toEqual([["full-screen", "secret"]]);
    expect(text(rendered)).toEqual(["$ vim key", "$"]);
  });

  test("when the transcript ends inside a full-screen program", async () => {
    expect(frames(await renderTranscript("\x1b[?1049hsecret"))).toEqual([["full-screen", "secret"]]);
  });

  test("when the screen was written over from the top", async () => {
    const rendered = await renderTranscript("first\r\nsecond\x1b[HFIRST\r\nSECOND");
    expect(frames(rendered)).toEqual([["redrawn", "first|second"]]);
  });

  test("but a screen that is redrawn the same is none", async () => {
    expect((await renderTranscript("first\r\nsecond\x1b[Hfirst\r\nsecond")).frames).toEqual([]);
  });
});

describe("what was written over in a line stays visible", () => {
  test.each([
    ["by a carriage return", "password\rnothing!\r\n", "nothing!", ["password"]],
    ["by backspaces", "$ rm -rf /\b \b\b \b\b \b\b \b\b \b\b \b\b \b\b \bls\r\n", "$ ls", ["$ rm -rf /"]],
    ["by erasing the line", "$ secret\x1b[2K\r$ ls\r\n", "$ ls", ["$ secret"]],
    ["by erasing to the left", "$ secret\x1b[1K\r$ ls\r\n", "$ ls", ["$ secret"]],
    ["by deleting characters", "$ secret\x1b[3G\x1b[6Pls\r\n", "$ ls", ["$ secret"]],
    ["from a line below", "secret\r\n\x1b[A      \r\n", "", ["secret"]],
    ["twice", "one\rtwo\rthree\r\n", "three", ["one", "two"]],
  ])("%s", async (_name, raw, runs, was) => {
    const rendered = await renderTranscript(raw);
    const [line] = rendered.lines.length > 0 ? rendered.lines : [{ runs: [], was: undefined }];
    expect([plainText(line!.runs).trimEnd(), line!.was]).toEqual([runs, was]);
  });

  test("but a line that is only continued is none", async () => {
    const { lines } = await renderTranscript("50%\r50% done\r\n$ l\b\bls\r\n");
    expect(lines.map(({ was }) => was)).toEqual([undefined, ["$ l"]]);
  });
});

test("colours and attributes are kept, in runs", async () => {
  const { lines } = await renderTranscript("\x1b[1;31mred\x1b[0m \x1b[38;2;1;2;3mrgb\x1b[0m \x1b[7minverse\x1b[0m\r\n");
  expect(lines[0]!.runs).toEqual([
    { text: "red", style: { color: 1, bold: true } },
    { text: " " },
    { text: "rgb", style: { color: "#010203" } },
    { text: " " },
    { text: "inverse", style: { color: "paper", background: "ink" } },
  ]);
});

test.each(["\x1b[8mhidden", "\x1b[30;40mhidden", "\x1b[38;2;9;9;9;48;2;9;9;9mhidden"])(
  "text that could not be seen is marked: %j",
  async (raw) => {
    const { lines } = await renderTranscript(raw);
    expect(lines[0]!.runs[0]).toMatchObject({ text: "hidden", style: { concealed: true } });
  },
);

test("wide characters take two columns and are told once", async () => {
  expect(text(await renderTranscript("日本語 ok 🎉\r\n"))).toEqual(["日本語 ok 🎉"]);
});

test("operating system commands print nothing", async () => {
  const raw =
    "\x1b]0;title\x07a\x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\\x1b]52;c;c2VjcmV0\x07b\x1bP+q544e\x1b\\c";
  expect(text(await renderTranscript(raw))).toEqual(["alinkbc"]);
});

test("a transcript that is too long is cut, and says so", async () => {
  const rendered = await renderTranscript("x\r\n".repeat(5000), { lines: 1000 });
  expect(rendered.cut).toBe(true);
  expect(rendered.lines.length).toBeLessThan(3000);
});

test("no more frames than the limit are kept", async () => {
  const raw = Array.from({ length: 50 }, (_, index) => `secret ${index}\x1b[2J\x1b[H`).join("");
  const rendered = await renderTranscript(raw, { frames: 10 });
  expect([rendered.frames.length, rendered.cut]).toEqual([10, true]);
});

describe("the size of the terminal", () => {
  test.each([
    [
      "told by script",
      'Script started on 2026-07-14 [TERM="xterm" TTY="/dev/pts/0" COLUMNS="132" LINES="50"]\n',
      132,
      50,
    ],
    ["the usual one", "$ id\r\n", 80, 24],
    ["as far as programs wrote", "\x1b[1;40r\x1b[38;101Hx", 101, 40],
    ["not where programs asked for it", "\x1b[999;999H\x1b[6n", 80, 24],
  ])("is %s", (_name, raw, cols, rows) => {
    expect(terminalSize(raw)).toEqual({ cols, rows });
  });
});
