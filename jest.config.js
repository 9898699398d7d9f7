const { availableParallelism } = require("node:os");

/**
 * `unit` and `commands` need Node only. `terraform` also needs Terraform, the AWS provider and moto; `commands-slow` needs npm, moto
 * and Chromium.
 */
const common = {
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  testEnvironment: "node",
};

module.exports = {
  // One more than there are cores: the Terraform tests mostly wait for the provider.
  maxWorkers: availableParallelism() + 1,
  reporters: ["default", "<rootDir>/scripts/jest-tally-reporter.js"],
  projects: [
    {
      ...common,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: ["<rootDir>/__tests__/terraform/"],
    },
    {
      ...common,
      displayName: "commands",
      testMatch: ["<rootDir>/cli/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: ["<rootDir>/cli/__tests__/slow/"],
    },
    { ...common, displayName: "commands-slow", testMatch: ["<rootDir>/cli/__tests__/slow/**/*.test.ts"] },
    { ...common, displayName: "terraform", testMatch: ["<rootDir>/__tests__/terraform/**/*.test.ts"] },
  ],
};
