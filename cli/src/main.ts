#!/usr/bin/env node
import { keepHeapSmall } from "./heap";
import { run } from "./program";

keepHeapSmall();

// The SDK warns of what a later release will need; nobody who runs a report can do anything about it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

run(process.argv.slice(2), { stdout: process.stdout, stderr: process.stderr, now: () => new Date() }).then((code) => {
  // Not process.exit: what is still being written to a pipe would be lost.
  process.exitCode = code;
});
