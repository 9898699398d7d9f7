const { TestEnvironment } = require("jest-environment-node");

/** The framework notes down where each token is made, which takes longer than all the rest of it. */
function forgetStackTraces() {
  for (const framework of ["cdktf", "cdktn"]) {
    require(`${framework}/lib/tokens/private/stack-trace`).captureStackTrace = () => [];
  }
}

let prepared = false;

class SharedPackagesEnvironment extends TestEnvironment {
  constructor(...options) {
    super(...options);
    if (!prepared) forgetStackTraces();
    prepared = true;
    this.global.requireShared = require;
    // Jest gives tests a copy. The shared packages read the original, and both must say the same.
    Object.defineProperty(this.global.process, "env", { value: process.env });
  }
}

module.exports = SharedPackagesEnvironment;
