import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { doctorPictures } from "./pictures/doctor";

/** Takes the pictures of docs/doctor.md anew: `npm run doctor:pictures`. */
async function main(): Promise<void> {
  const folder = resolve(__dirname, "../docs/pictures");
  for (const [name, svg] of await doctorPictures()) writeFileSync(join(folder, name), svg);
}

main();
