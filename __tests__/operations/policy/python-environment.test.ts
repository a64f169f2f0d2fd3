import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { Failure } from "../../../src/operations/failure";
import { pythonEnvironment } from "../../../src/operations/policy/python-environment";
import type { Run } from "../../../src/operations/processes/child-process";

let folder: string;
let requirements: string;
let calls: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "python-environment-"));
  requirements = path.join(folder, "requirements.txt");
  writeFileSync(requirements, "judge==1.2.3\n");
  calls = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Pretends to be these programs; whatever makes an environment makes its Python. */
function machineWith(...programs: string[]): Run {
  return (file, args) => {
    const program = path.basename(file);
    calls.push([program, ...args].join(" ").replaceAll(folder, "").replaceAll(`-${process.pid}`, "-unfinished"));
    if (program !== "python" && !programs.includes(program))
      return Promise.reject(new Failure(`cannot run ${program}`));
    if (args.includes("venv")) {
      const bin = path.join(args.at(-1) ?? "", "bin");
      mkdirSync(bin, { recursive: true });
      writeFileSync(path.join(bin, "python"), "");
    }
    const exitCode = args.includes("install") && programs.includes("broken index") ? 1 : 0;
    return Promise.resolve({ exitCode, stdout: "", output: exitCode === 0 ? "" : "no matching distribution" });
  };
}

function make(run: Run): Promise<string> {
  return pythonEnvironment(requirements, path.join(folder, "cache"), run);
}

describe("a Python environment", () => {
  test("is made by uv where there is uv", async () => {
    expect(await make(machineWith("uv", "python3"))).toBe(path.join(folder, "cache/judge-1.2.3/bin/python"));
    expect(calls).toEqual([
      "uv --version",
      "uv venv --quiet /cache/judge-1.2.3-unfinished",
      "uv pip install --quiet --python /cache/judge-1.2.3-unfinished/bin/python --requirement /requirements.txt",
    ]);
  });

  test("is made by python3 where there is no uv", async () => {
    await make(machineWith("python3"));
    expect(calls).toEqual([
      "uv --version",
      "python3 -m venv /cache/judge-1.2.3-unfinished",
      "python -m pip install --quiet --disable-pip-version-check --requirement /requirements.txt",
    ]);
  });

  test("is made once for what is pinned", async () => {
    await make(machineWith("uv"));
    calls = [];
    await make(machineWith("uv"));
    expect(calls).toEqual([]);
    writeFileSync(requirements, "judge==1.2.4\n");
    expect(await make(machineWith("uv"))).toBe(path.join(folder, "cache/judge-1.2.4/bin/python"));
  });

  test("says what it needs when it cannot be made, and leaves nothing behind", async () => {
    await expect(make(machineWith("uv", "broken index"))).rejects.toThrow(
      /^cannot install .*requirements\.txt, which needs uv or python3 with venv:\nno matching distribution$/,
    );
    expect(readdirSync(path.join(folder, "cache"))).toEqual([]);
    await expect(make(machineWith())).rejects.toThrow(/which needs uv or python3 with venv:\ncannot run python3$/);
  });
});
