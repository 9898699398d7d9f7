import { findChromium } from "./browser";

/** Tests in Chromium. Where there is none they are skipped, and one line says so. */
export function describeChromium(name: string, tests: () => void): void {
  if (findChromium()) describe(name, tests);
  else {
    console.warn(`skipped, as no Chromium was found on the path or in CHROMIUM: ${name}`);
    describe.skip(name, tests);
  }
}
