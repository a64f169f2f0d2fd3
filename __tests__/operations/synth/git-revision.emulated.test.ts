import { execFileSync } from "node:child_process";

import { afterAll, expect, test } from "@jest/globals";

import { FixtureApp } from "../support/fixture-app";

const app = new FixtureApp({});

afterAll(() => {
  app.remove();
});

function git(...args: string[]): string {
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  return execFileSync("git", [...author, ...args], { cwd: app.folder, encoding: "utf8" });
}

test("an environment is compared with a git revision, and the checkout stays as it is", async () => {
  git("init", "--quiet");
  git("add", "main.ts", "cdktf.json");
  git("commit", "--quiet", "--message", "fixture");
  const before = git("status", "--porcelain");

  const { output, exitCode } = await app.run("cost", "fixture-production", "--against", "HEAD");

  expect(output).toContain("From fixture-production at HEAD to fixture-production");
  // The fixture's queue has no price, and may cost something else than before.
  expect(output).toContain("Nothing differs of what is priced.");
  expect(exitCode).toBe(3);
  expect(git("status", "--porcelain").replace("?? cdktf.out/\n", "")).toBe(before);
});
