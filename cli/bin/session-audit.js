#!/usr/bin/env node
// There before anything is built, so that npm links the command when it installs a clone.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const built = join(__dirname, "..", "dist", "session-audit.js");
if (existsSync(built)) require(built);
else {
  console.error("session-audit is not built yet: run `npm run build` in the clone of cdktf-session-audit");
  process.exitCode = 3;
}
