import { limits, maxDurationGaps } from "../../modules/facts";

describe("the table of limits", () => {
  test("gives for each limit a range and the AWS page it comes from", () => {
    for (const [name, { min, max, unit, source }] of Object.entries(limits)) {
      expect([name, min <= max, unit.length > 0]).toEqual([name, true, true]);
      expect([name, source]).toEqual([name, expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\//)]);
    }
  });

  test("leaves out exactly the maximum durations that the pattern of the API refuses", () => {
    const api = /^([1-9]|[1-9][0-9]|[1-9][0-9][0-9]|1[0-4][0-3][0-9]|1440)$/;
    const minutes = Array.from({ length: limits.maxDurationMinutes.max }, (_, index) => index + 1);
    const gaps = minutes.filter((minute) => maxDurationGaps.some(([from, to]) => minute >= from && minute <= to));
    expect(gaps).toEqual(minutes.filter((minute) => !api.test(String(minute))));
  });
});
