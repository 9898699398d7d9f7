/**
 * Node takes its time for each file that it loads, and a class of the AWS provider has up to half a megabyte. So what a plain
 * audit makes loads with the package, and everything else when a program first asks for it.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { filesBelow, root } from "../../__tests__/support/sources";

/** Rewrites the built files of a folder. */
export function loadLate(folder: string): void {
  const files = filesBelow(relative(root, folder), ".js").map((file) => resolve(root, file));
  const built = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
  const write = (early: ReadonlySet<string>) => {
    for (const [file, code] of built) {
      // An index is asked for only by who wants what is beside it.
      const isLate = (path: string) => dirname(path) !== "." && !early.has(resolved(file, path));
      writeFileSync(file, withLate(code, isLate));
    }
  };
  // First with everything late: what has loaded once a plain audit is made is what it needs.
  write(new Set());
  write(new Set(loadedByPlainAudit(folder)));
}

/** A class of the provider stands for itself, a file of ours for its path. */
const resolved = (file: string, path: string) => (path.startsWith(".") ? resolve(dirname(file), path) : path);

/** Turns what a file requires into what it requires when it uses it. */
function withLate(code: string, isLate: (path: string) => boolean): string {
  const late = new Set<string>();
  const rewritten = code.replace(REQUIRED, (all, name: string, load: string, path: string) => {
    const members = membersOf(name, code).filter((member) => path.startsWith(".") || /^[A-Z]/.test(member));
    if (members.length === 0 || !isLate(path)) return all;
    late.add(name);
    const getters = members.map((member) => `get ${member}() { return ${load}.${member}; }`);
    return `const ${name} = { ${getters.join(", ")} };`;
  });
  // In the form that Node finds in files of CommonJS, for programs that import names of them.
  return rewritten.replace(/^exports\.(\w+) = (\w+)\.(\w+);$/gm, (all, name, from, member) =>
    late.has(from)
      ? `Object.defineProperty(exports, "${name}", { enumerable: true, get: function () { return ${from}.${member}; } });`
      : all,
  );
}

const REQUIRED = /^var (\w+) = (require\('((?:@cdktf\/provider-aws\/|\.).*)'\));$/gm;

/** What a file uses of a name, also spread: `...name.member`. */
function membersOf(name: string, code: string): string[] {
  const used = code.matchAll(new RegExp(`(?<![\\w$]|(?<!\\.\\.)\\.)${name}\\.(\\w+)`, "g"));
  return [...new Set([...used].map(([, member]) => member!))];
}

function loadedByPlainAudit(folder: string): string[] {
  const program = `
    const { App, TerraformStack } = require("cdktf");
    const asked = new Set();
    const Module = require("node:module");
    const load = Module._load;
    Module._load = function (path, parent, ...rest) {
      if (parent?.filename.startsWith(${JSON.stringify(folder)}))
        asked.add(path.startsWith(".") ? require("node:path").resolve(parent.path, path) : path);
      return load.call(this, path, parent, ...rest);
    };
    const { SessionAudit, subscribers } = require(${JSON.stringify(folder)});
    const alerts = [subscribers.email("security@example.com")];
    new SessionAudit(new TerraformStack(new App(), "stack"), "Audit", { name: "audit", alerts });
    console.log(JSON.stringify([...asked]));
  `;
  return JSON.parse(execFileSync(process.execPath, ["-e", program], { cwd: root, encoding: "utf8" }));
}
