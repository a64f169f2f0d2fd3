import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { writeResult } from "../../src/operations/files";
import { readInput } from "../../src/operations/plan/plan-json";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "files-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe("a file for what a command has to say", () => {
  test("is written, with the folders above it", async () => {
    const file = path.join(folder, "new", "report.md");
    await writeResult("all is well\n", file);
    expect(await readFile(file, "utf8")).toBe("all is well\n");
  });

  test("that cannot be written is told in one line", async () => {
    const file = path.join(folder, "file");
    await writeFile(file, "");
    await expect(writeResult("", folder)).rejects.toThrow(
      `${folder} cannot be written: illegal operation on a directory`,
    );
    await expect(writeResult("", path.join(file, "below"))).rejects.toThrow("cannot be written: file already exists");
  });
});

describe("a file that is read", () => {
  test("and is not there is told in one line", async () => {
    const file = path.join(folder, "nowhere.json");
    await expect(readInput(file)).rejects.toThrow(new Error(`${file} cannot be read: no such file or directory`));
  });
});
