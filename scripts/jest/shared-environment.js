const { join } = require("node:path");
const { TestEnvironment } = require("jest-environment-node");
const { disableStorages } = require("./jest-itself");
const SharedSources = require("./shared-sources");

/** The framework notes down where each token is made, which takes longer than all the rest of it. */
function forgetStackTraces() {
  for (const framework of ["cdktf", "cdktn"]) {
    require(`${framework}/lib/tokens/private/stack-trace`).captureStackTrace = () => [];
  }
}

/** By the names that packages go by, the framework's above all: a worker runs the tests of several projects. */
const libraries = new Map();

function libraryOf({ cacheDirectory, moduleNameMapper, testEnvironmentOptions: { compiler } }) {
  const key = JSON.stringify(moduleNameMapper);
  const renamed = (request) =>
    moduleNameMapper.reduce((name, [from, to]) => name.replace(new RegExp(from), to), request);
  if (libraries.size === 0) forgetStackTraces();
  if (!libraries.has(key) || libraries.get(key).stale)
    libraries.set(key, new SharedSources(compiler, join(cacheDirectory, "shared"), renamed));
  return libraries.get(key);
}

class SharedEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const library = libraryOf(config.projectConfig);
    this.global.requireShared = (file) => (file.endsWith(".ts") ? library.require(file) : require(file));
    // Jest gives tests a copy. What is shared reads the original, and both must say the same.
    Object.defineProperty(this.global.process, "env", { value: process.env });
  }

  async teardown() {
    disableStorages();
    await super.teardown();
  }
}

module.exports = SharedEnvironment;
