import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { Failure } from "../../../../src/operations/failure";
import { dealWithChanges, type Round } from "../../../../src/operations/emulate/watch/rounds";
import type { Changed } from "../../../../src/operations/emulate/watch/watched";

let folder: string;
let stop: AbortController;
let dealt: Changed[];
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "watch-"));
  await mkdir(path.join(folder, "environments"));
  await save("shop.ts", "1");
  stop = new AbortController();
  [dealt, said] = [[], []];
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function save(file: string, content: string): Promise<void> {
  await writeFile(path.join(folder, "environments", file), content);
}

/** Until it is stopped; what is done meanwhile comes after the first round has begun. */
async function watched(round: Round, meanwhile: () => Promise<void>): Promise<void> {
  const dealing = dealWithChanges(
    { files: [path.join(folder, "environments"), path.join(folder, "missing.ts")], images: {} },
    (changed, signal) => {
      dealt.push(changed);
      return round(changed, signal);
    },
    (message) => said.push(message),
    stop.signal,
  );
  await meanwhile();
  stop.abort(new Failure("stopped"));
  await expect(dealing).rejects.toThrow("stopped");
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(20);
}

const configuration: Changed = { configuration: true, repositories: [] };

test("a round for the configuration as it is, and one for each change", async () => {
  await watched(
    () => Promise.resolve(),
    async () => {
      await until(() => dealt.length === 1);
      await save("shop.ts", "12");
      await until(() => dealt.length === 2);
      await save("another.ts", "1");
      await until(() => dealt.length === 3);
      await delay(1_200);
    },
  );
  expect(dealt).toEqual([configuration, configuration, configuration]);
  expect(said).toEqual([]);
});

test("a failure is told, and the next change is waited for", async () => {
  await watched(
    () => (dealt.length === 1 ? Promise.reject(new Failure("1 problem")) : Promise.resolve()),
    async () => {
      await until(() => said.length === 1);
      await save("shop.ts", "12");
      await until(() => dealt.length === 2);
    },
  );
  expect(said).toEqual(["1 problem"]);
});

test("a change ends the round before it, whose own change is dealt with again", async () => {
  const ended: unknown[] = [];
  await watched(
    async (_, signal) => {
      if (dealt.length > 1) return;
      await delay(60_000, undefined, { signal }).catch((error: unknown) => ended.push(error));
      signal.throwIfAborted();
    },
    async () => {
      await until(() => dealt.length === 1);
      await save("shop.ts", "12");
      await until(() => dealt.length === 2);
    },
  );
  expect(ended).toHaveLength(1);
  expect(dealt[1]).toEqual(configuration);
  expect(said).toEqual(["Something has changed again."]);
});

test("an interruption waits for the round to end", async () => {
  const ended: string[] = [];
  await watched(
    async (_, signal) => {
      await delay(60_000, undefined, { signal }).catch(() => undefined);
      await delay(300);
      ended.push("gently");
    },
    () => until(() => dealt.length === 1),
  );
  expect(ended).toEqual(["gently"]);
});
