const { AsyncLocalStorage } = require("node:async_hooks");
const vm = require("node:vm");

/** Jest loads itself anew for each test file. This spares a worker most of what that costs. */

/** By file. What V8 knows of a script serves the next sandbox as well. */
const compiled = new Map();
const { compileFunction } = vm;

vm.compileFunction = (code, parameters, options) => {
  const known = compiled.get(options.filename);
  if (known?.code === code) return compileFunction(code, parameters, { ...options, cachedData: known.cachedData });
  const script = compileFunction(code, parameters, { ...options, produceCachedData: true });
  compiled.set(options.filename, { code, cachedData: script.cachedData });
  return script;
};

const storages = new Set();
const { run } = AsyncLocalStorage.prototype;

AsyncLocalStorage.prototype.run = function (...call) {
  storages.add(this);
  return run.apply(this, call);
};

// To take down a heap of hundreds of megabytes takes longer than Jest waits for a worker to end, where a machine is busy.
if (process.env.JEST_WORKER_ID && process.send) process.once("beforeExit", () => process.exit());

/** Each storage that ran costs time with each promise, for as long as it is not disabled. */
exports.disableStorages = () => {
  for (const storage of storages) storage.disable();
  storages.clear();
};
