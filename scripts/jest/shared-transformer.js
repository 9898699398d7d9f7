const { createHash } = require("node:crypto");

const code = (file) => `module.exports = requireShared(${JSON.stringify(file)});`;

module.exports = {
  process: (_source, file) => ({ code: code(file) }),
  getCacheKey: (_source, file) => createHash("sha256").update(code(file)).digest("hex"),
};
