import { hiddenText } from "../../src/transcript/hidden-text";

test.each([
  ["clear", "\x1b[H\x1b[2J\x1b[3J", { erased: 2 }],
  ["erase from the top down", "text\x1b[H\x1b[J", { erased: 1 }],
  ["erase from the top down, position spelled out", "text\x1b[1;1H\x1b[0J", { erased: 1 }],
  ["redrawing what is below the cursor", "$ \x1b[J", { erased: 0 }],
  ["erase below after something was printed at the top", "\x1b[Htop\x1b[J", { erased: 0 }],
  ["reset", "\x1bc", { erased: 1 }],
  ["the test pattern", "\x1b#8", { erased: 1 }],
  ["selective erase", "\x1b[?2J", { erased: 1 }],
  ["eight-bit controls", "\x9b2J", { erased: 1 }],
  ["leading zeros", "\x1b[0002J", { erased: 1 }],
  ["controls hidden in the sequence", "\x1b\x07[\x002\x07J", { erased: 1 }],
  ["a full-screen program", "\x1b[?1049hvim\x1b[?1049l", { fullScreen: 1 }],
  ["a full-screen program among other modes", "\x1b[?25;1049h", { fullScreen: 1 }],
  ["typing over a line", "password\r        \r\n", { rewritten: 1 }],
  ["taking characters back", "rm\b \b\b \b", { rewritten: 4 }],
  ["erasing a line", "\x1b[1K\x1b[2K", { rewritten: 2 }],
  ["ends of lines", "a\r\nb\r\r\nc\n", {}],
  ["colours and moves to the right", "\x1b[31mred\x1b[0m\x1b[5C", {}],
])("%s", (_name, raw, counts) => {
  expect(hiddenText(raw)).toEqual({ erased: 0, fullScreen: 0, rewritten: 0, ...counts });
});
