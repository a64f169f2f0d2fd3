import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { FixtureApp } from "./support/fixture-app";

const app = new FixtureApp({});
const folder = mkdtempSync(path.join(tmpdir(), "cost-"));

/** Prices for the fixture without its queue, which nobody has priced either. */
function prices(change: (prices: Record<string, { usd: number; unit: string }>) => void = () => undefined): string {
  const table = {
    "secretsmanager.secret": { usd: 0.4, unit: "secret-month" },
    "secretsmanager.request": { usd: 0.05, unit: "10 thousand requests", per: 10_000 },
    "sns.request": { usd: 0.5, unit: "million requests", per: 1_000_000 },
    "kms.key": { usd: 1, unit: "key-month" },
    "kms.request": { usd: 0.03, unit: "10 thousand requests", per: 10_000 },
  };
  change(table);
  const file = path.join(folder, "prices.json");
  writeFileSync(
    file,
    JSON.stringify({
      regions: ["us-east-1"],
      currency: "USD",
      checked: "2026-11-22",
      checkedAgainst: "a contract",
      services: [{ service: "all", source: "https://example.com", prices: table }],
    }),
  );
  return file;
}

function git(...args: string[]): void {
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  execFileSync("git", [...author, ...args], { cwd: app.folder, stdio: "ignore" });
}

beforeAll(() => {
  git("init", "--quiet");
  git("add", "main.ts", "cdktf.json");
  git("commit", "--quiet", "--message", "fixture");
});

afterAll(() => {
  app.remove();
  rmSync(folder, { recursive: true });
});

describe("npm run cost", () => {
  test("prints what is not priced, warns, and ends with exit code 3", async () => {
    const { exitCode, output } = await app.run("cost", "fixture-staging");

    expect(exitCode).toBe(3);
    expect(output).toContain("fixture-staging costs about");
    expect(output).toContain("aws_sqs_queue.queue");
    expect(output).toContain("no rule says what this type costs");
    expect(output).toContain("WARNING: the total is incomplete: 1 item is not priced.");
  });

  test("says which price the table lacks", async () => {
    const { exitCode, output } = await app.run(
      ..."cost fixture-staging --prices".split(" "),
      prices((table) => delete table["secretsmanager.secret"]),
    );

    expect(exitCode).toBe(3);
    expect(output).toContain("the price table has no secretsmanager.secret for us-east-1");
  });

  test("says what is wrong with a price table", async () => {
    const file = prices((table) => (table["kms.key"] = { usd: -1, unit: "key-month" }));
    const { exitCode, output } = await app.run("cost", "fixture-staging", "--prices", file);

    expect(exitCode).toBe(1);
    expect(output).toContain("  services.0.prices.kms.key.usd: must not be negative, got -1");
  });

  test("refuses an environment that is not there, and suggests the one that was meant", async () => {
    const { exitCode, output } = await app.run("cost", "fixture-stagin");

    expect(exitCode).toBe(1);
    expect(output).toContain('There is no environment "fixture-stagin"; did you mean "fixture-staging"?');
  });

  test("compares two environments", async () => {
    const { output } = await app.run("cost", "fixture-staging", "fixture-production");

    expect(output).toContain("From fixture-staging to fixture-production");
    expect(output).toMatch(/encryption keys +│ +– +│ +1 +│ key-month +│ +– +│ +1\.00 +│ +\+1\.00/);
  });

  test("compares with a saved estimate, and says which assumptions are not the same", async () => {
    const saved = path.join(folder, "saved.json");
    const command = path.resolve("src/operations/cli.ts");
    const json = execFileSync(process.execPath, ["--import", "tsx", command, "cost", "fixture-production", "--json"], {
      cwd: app.folder,
      // exit code 3 is for the queue that is not priced
      ...{ stdio: ["ignore", "pipe", "ignore"], shell: false },
    });
    writeFileSync(saved, json);
    const { output } = await app.run(
      ..."cost fixture-production --set secretReadsPerMonth=2000 --against".split(" "),
      saved,
    );

    expect(output).toContain("secretReadsPerMonth: 1000 before, 2000 after");
    expect(output).toMatch(/secrets: reads +│ +0\.2 +│ +0\.4 /);
  });

  test("compares with a git revision", async () => {
    const { output } = await app.run("cost", "fixture-production", "--against", "HEAD");

    expect(output).toContain("From fixture-production at HEAD to fixture-production");
    expect(output).toContain("Nothing differs.");
  });

  test("refuses to compare with what is nothing", async () => {
    const { exitCode, output } = await app.run("cost", "fixture-production", "--against", "nothing");

    expect(exitCode).toBe(1);
    expect(output.trim()).toBe(
      "--against nothing: neither an estimate saved with --json, nor a folder with synthesized stacks, nor a git revision",
    );
  });

  test("refuses a file that is no estimate", async () => {
    const { exitCode, output } = await app.run("cost", "fixture-production", "--against", prices());

    expect(exitCode).toBe(1);
    expect(output).toContain("  environment: missing; must be a text");
  });
});
