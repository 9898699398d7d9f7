const { availableParallelism } = require("node:os");
const sharedPackages = require("./scripts/jest/shared-packages");

/**
 * `unit` and `commands` need Node only, and so does `cdk-terrain`: the tests of `unit` on CDK Terrain. `package` needs the npm
 * registry, `terraform` Terraform, the AWS provider and moto, and `commands-slow` npm, moto and Chromium.
 */
const common = {
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
};

/** The examples import the package by its name, as users do: here it is its source. */
const packageName = {
  "^cdktf-session-audit$": "<rootDir>/modules",
  "^cdktf-session-audit/lib/(.*)$": "<rootDir>/modules/$1",
};

/** CDK Terrain continues CDKTF under other package names. */
const cdkTerrain = {
  "^cdktf$": "cdktn",
  "^@cdktf/provider-aws/(.*)$": "@cdktn/provider-aws/$1",
};

const library = {
  ...common,
  ...sharedPackages,
  transform: { ...common.transform, ...sharedPackages.transform },
  moduleNameMapper: packageName,
};

const slow = ["package", "terraform"].map((folder) => `<rootDir>/__tests__/${folder}/`);

/** What does not depend on the framework, or starts a process of its own. */
const onCdktfOnly = ["bench", "core/framework", "docs", "house", "house-folders", "public-api"].map(
  (name) => `<rootDir>/__tests__/${name}.test.ts`,
);

module.exports = {
  // One more than there are cores: the Terraform tests mostly wait for the provider.
  maxWorkers: availableParallelism() + 1,
  // A test that takes seconds alone takes several times as long on a busy machine.
  testTimeout: 30_000,
  reporters: ["default", "<rootDir>/scripts/jest/tally-reporter.js"],
  projects: [
    {
      ...library,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: slow,
    },
    {
      ...library,
      displayName: "cdk-terrain",
      moduleNameMapper: { ...packageName, ...cdkTerrain },
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: [...slow, ...onCdktfOnly],
    },
    {
      ...common,
      displayName: "commands",
      testMatch: ["<rootDir>/cli/__tests__/**/*.test.ts", "<rootDir>/collector/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: ["<rootDir>/cli/__tests__/slow/"],
    },
    { ...common, displayName: "commands-slow", testMatch: ["<rootDir>/cli/__tests__/slow/**/*.test.ts"] },
    {
      ...library,
      displayName: "package",
      testMatch: ["<rootDir>/__tests__/package/**/*.test.ts"],
    },
    {
      ...library,
      displayName: "terraform",
      testMatch: ["<rootDir>/__tests__/terraform/**/*.test.ts"],
    },
  ],
};
