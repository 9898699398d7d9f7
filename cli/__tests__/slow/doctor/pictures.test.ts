import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { doctorPictures } from "../../../../scripts/pictures/doctor";

const folder = resolve(__dirname, "../../../../docs/pictures");

test("the pictures of the docs show what the doctor prints today", async () => {
  const pictures = await doctorPictures();
  const stale = [...pictures].filter(([name, svg]) => readFileSync(join(folder, name), "utf8") !== svg);
  // Taken anew by `npm run doctor:pictures`.
  expect(stale.map(([name]) => name)).toEqual([]);
}, 60_000);
