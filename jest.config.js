const { availableParallelism } = require("node:os");
const shared = require("./scripts/jest/shared");

// Workers make much that they drop at once: with room for it, they collect garbage less often.
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --max-semi-space-size=64`;

const compiler = { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } };

const common = { transform: { "^.+\\.ts$": ["@swc/jest", compiler] } };

/** The examples import the package by its name, as users do: here it is its source. */
const packageName = {
  "^cdktf-session-audit$": "<rootDir>/modules",
  "^cdktf-session-audit/lib/(.*)$": "<rootDir>/modules/$1",
};

/** CDK Terrain continues CDKTF under other package names. */
const cdkTerrain = {
  "^cdktf(/.*)?$": "cdktn$1",
  "^@cdktf/provider-aws/(.*)$": "@cdktn/provider-aws/$1",
};

const library = {
  ...shared,
  // The first that fits compiles a file.
  transform: { ...shared.transform, ...common.transform },
  testEnvironmentOptions: { compiler },
  moduleNameMapper: packageName,
};

const slow = ["package", "terraform"].map((folder) => `<rootDir>/__tests__/${folder}/`);

/** What looks at the repository as a whole: layers, folders, interface, pages. */
const ofRepository = "<rootDir>/__tests__/[^/]+\\.test\\.ts$";

/** Every construct with every value, every policy without each statement: the same few checks, over all there is. */
const sweeps = "<rootDir>/__tests__/**/*.sweep.test.ts";
const ofSweeps = "\\.sweep\\.test\\.ts$";

/** Starts a process of its own, with the framework of its choice. */
const onCdktfOnly = "<rootDir>/__tests__/core/framework.test.ts";

/** Tests with Terraform mostly wait for the provider: one of them more than there are cores. All others compute. */
const someTestsWait = process.argv.includes("terraform") || !process.argv.includes("--selectProjects");

/**
 * `unit`, `sweeps`, `repository` and `commands` need Node only, and so does `cdk-terrain`: the tests of `unit` and `sweeps` on
 * CDK Terrain. `package` needs the npm registry, `terraform` Terraform, the AWS provider and moto, and `commands-slow` npm, moto
 * and Chromium.
 */
module.exports = {
  maxWorkers: availableParallelism() + (someTestsWait ? 1 : 0),
  // A test that takes seconds alone takes several times as long on a busy machine.
  testTimeout: 30_000,
  reporters: ["default", "<rootDir>/scripts/jest/tally-reporter.js"],
  projects: [
    {
      ...library,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: [...slow, ofRepository, ofSweeps],
    },
    { ...library, displayName: "sweeps", testMatch: [sweeps] },
    { ...library, displayName: "repository", testMatch: ["<rootDir>/__tests__/*.test.ts"] },
    {
      ...library,
      displayName: "cdk-terrain",
      moduleNameMapper: { ...packageName, ...cdkTerrain },
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: [...slow, ofRepository, onCdktfOnly],
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
