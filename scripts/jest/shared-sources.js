const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { basename, dirname, isAbsolute, join } = require("node:path");
const { compileFunction } = require("node:vm");
const { transformSync } = require("@swc/core");

/** TypeScript sources that a worker loads once, with one framework. */
class SharedSources {
  loaded = new Map();
  changed = new Map();

  /**
   * @param compiler options of SWC
   * @param cache folder for what is compiled: Jest reads the source map of a stack trace from there
   * @param renamed the package or source to load in place of a package
   */
  constructor(compiler, cache, renamed) {
    Object.assign(this, { compiler, cache, renamed });
  }

  require(file) {
    const known = this.loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    this.loaded.set(file, module);
    const folder = dirname(file);
    const packages = createRequire(file);
    const load = (request) => {
      const source = request.startsWith(".") ? join(folder, request) : this.renamed(request);
      return isAbsolute(source) ? this.require(sourceOf(source)) : packages(source);
    };
    const filename = this.compiled(file);
    const names = ["module", "exports", "require", "__dirname"];
    compileFunction(readFileSync(filename, "utf8"), names, { filename })(module, module.exports, load, folder);
    return module.exports;
  }

  /** Whether a source has changed since it was loaded, as it does while Jest watches. */
  get stale() {
    return [...this.changed].some(([file, time]) => changeOf(file) !== time);
  }

  compiled(file) {
    this.changed.set(file, changeOf(file));
    const source = readFileSync(file, "utf8");
    const hash = createHash("sha256")
      .update(JSON.stringify([file, this.compiler, source]))
      .digest("hex");
    const output = join(this.cache, `${basename(file, ".ts")}-${hash}.js`);
    if (!existsSync(output)) {
      const { code } = transformSync(source, { ...this.compiler, filename: file, sourceMaps: "inline" });
      mkdirSync(this.cache, { recursive: true });
      // Another worker may be reading.
      writeFileSync(`${output}.${process.pid}`, code);
      renameSync(`${output}.${process.pid}`, output);
    }
    return output;
  }
}

const changeOf = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs;

function sourceOf(path) {
  return [`${path}.ts`, join(path, "index.ts")].find((file) => existsSync(file));
}

module.exports = SharedSources;
