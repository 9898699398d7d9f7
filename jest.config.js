const { availableParallelism } = require("node:os");

/** Two projects: `unit` needs Node only, `terraform` also Terraform, the AWS provider and moto. */
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
    { ...common, displayName: "terraform", testMatch: ["<rootDir>/__tests__/terraform/**/*.test.ts"] },
  ],
};
