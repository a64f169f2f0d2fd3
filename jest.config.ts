import type { Config } from "jest";

/** Tests that need Terraform or the emulator are slow lanes with scripts of their own. */
const config: Config = {
  testEnvironment: "node",
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "\\.(terraform|emulated)\\.test\\.ts$"],
  modulePathIgnorePatterns: ["/cdktf.out/"],
};

export default config;
