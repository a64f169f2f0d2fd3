import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";

import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Command } from "commander";

import { ProjectCopy } from "./support/project-copy";

jest.setTimeout(60_000);

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let project: ProjectCopy;
beforeAll(() => {
  project = new ProjectCopy({});
});
afterAll(() => {
  project.remove();
});

/** Runs a command of the platform, whose output is read to the end or not at all. */
async function run(output: "read" | "closed", ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ["--require", "tsx/cjs", "src/operations/cli.ts", ...args], {
    cwd: project.folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (output === "closed") child.stdout.destroy();
  const exitCode = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr] = await Promise.all([output === "read" ? text(child.stdout) : "", text(child.stderr)]);
  return { stdout, stderr, exitCode: await exitCode };
}

test("the help lists every command that there is a file of", async () => {
  const { stdout } = await run("read", "--help");
  const listed = [...stdout.matchAll(/^ {2}([a-z]+) +[a-z]/gm)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(
    readdirSync("src/operations/commands")
      .map((file) => path.basename(file, ".ts"))
      .toSorted(),
  );
});

test.each(readdirSync("src/operations/commands"))("%s exports the command that it is named after", (file) => {
  const name = path.basename(file, ".ts");
  const exported = jest.requireActual<Record<string, () => Command>>(`../../src/operations/commands/${name}`);
  expect(exported[`${name}Command`]?.().name()).toBe(name);
});

describe("a command that misses an argument", () => {
  test("says which services there are", async () => {
    expect(await run("read", "restart", "shop-staging")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: [
        "error: missing required argument 'service'",
        "How it is called:  npm run restart -- --help",
        "services: api, web",
        "",
      ].join("\n"),
    });
  });

  test("says which environments there are", async () => {
    const { stderr } = await run("read", "status");
    expect(stderr).toContain(
      "\nenvironments: atlas-lab, atlas-live, foundation-atlas, foundation-shop, shop-production, shop-staging\n",
    );
  });

  test("says that the environment before it is unknown", async () => {
    const { stderr } = await run("read", "restart", "shop-stagin");
    expect(stderr).toContain('\nthere is no environment "shop-stagin"; did you mean "shop-staging"?\n');
  });
});

test("an option that there is not says how the command is called", async () => {
  expect(await run("read", "cost", "shop-staging", "--format", "json")).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: "error: unknown option '--format'\nHow it is called:  npm run cost -- --help\n",
  });
});

test("a reader of the output who has enough ends the command without a word", async () => {
  expect((await run("closed", "cost", "--help")).stderr).toBe("");
});
