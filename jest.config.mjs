/**
 * Tests that need Terraform, the emulator, Python or a database are slow lanes with scripts of their own. This file is no TypeScript,
 * whose types jest would check at every start: more than a second.
 *
 * @type {import("jest").Config}
 */
export default {
  testEnvironment: "node",
  maxWorkers: "100%",
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  setupFiles: ["<rootDir>/__tests__/support/fewer-runs.ts"],
  globalSetup: "<rootDir>/__tests__/support/global-setup.ts",
  globalTeardown: "<rootDir>/__tests__/support/global-teardown.ts",
  runtime: "<rootDir>/__tests__/support/package-sharing-runtime.mjs",
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: [
    "/node_modules/",
    "\\.(terraform|emulated|containers|requests|policy|browser|postgres|mutations|interruptions|clone)\\.test\\.ts$",
  ],
  modulePathIgnorePatterns: ["/cdktf.out/"],
};
