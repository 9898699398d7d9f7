/**
 * `npm run build`: compiles `modules/` to `lib/`, for CDKTF, and writes the same to `cdktn/`, for CDK Terrain. Both
 * have the same interface under other package names, which are equally long: source positions stay true.
 */
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { filesBelow } from "../__tests__/support/sources";

const root = resolve(__dirname, "..");
for (const folder of ["lib", "cdktn"]) rmSync(join(root, folder), { recursive: true, force: true });

const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
execFileSync(process.execPath, [tsc, "--project", join(root, "tsconfig.build.json")], { stdio: "inherit" });

cpSync(join(root, "lib"), join(root, "cdktn"), { recursive: true });
for (const file of [...filesBelow("cdktn", ".js"), ...filesBelow("cdktn", ".d.ts")].map((file) => join(root, file))) {
  const code = readFileSync(file, "utf8");
  writeFileSync(
    file,
    code.replace(/(?<=["'])(cdktf(?=["'])|@cdktf\/provider-aws(?=\/))/g, (name) => name.replace("cdktf", "cdktn")),
  );
}
