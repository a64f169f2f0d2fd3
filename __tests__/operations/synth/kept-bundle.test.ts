import { mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { withBundle } from "../../../src/operations/synth/kept-bundle";

const store = "node_modules/.cache/fargate-platform";
let project: string;

/** Files as an editor left them a while ago. */
async function write(files: Readonly<Record<string, string>>, ageInSeconds = 10): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(project, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    const time = Date.now() / 1000 - ageInSeconds;
    await utimes(file, time, time);
  }
}

beforeEach(async () => {
  project = await mkdtemp(path.join(tmpdir(), "kept-bundle-"));
  await write({
    "main.ts": 'import { size } from "sizes"; import { name } from "./src/name"; console.log(name, size);',
    "src/name/index.ts": 'export const name: string = "api";',
    "node_modules/sizes/package.json": '{ "main": "index.js" }',
    "node_modules/sizes/index.js": "exports.size = 1;",
    "node_modules/.package-lock.json": '{ "sizes": "1.0.0" }',
    "tsconfig.json": "{}",
  });
});

afterEach(async () => {
  await rm(project, { recursive: true });
});

/** The text of the app's bundle, and whether it was there already. */
async function bundled(): Promise<{ readonly text: string; readonly isKept: boolean }> {
  return withBundle(project, async (bundle) => ({
    text: await readFile(bundle, "utf8"),
    isKept: bundle.startsWith(path.join(project, store)),
  }));
}

test("a bundle is made once", async () => {
  const first = await bundled();
  expect(first).toEqual({ text: expect.stringContaining('"api"'), isKept: false });
  expect(await bundled()).toEqual({ ...first, isKept: true });
  expect((await readdir(path.join(project, store))).length).toBe(2);
});

test.each<[string, () => Promise<void>, string]>([
  ["a file of the project", () => write({ "src/name/index.ts": 'export const name = "web";' }, 20), '"web"'],
  ["a file of a package", () => write({ "node_modules/sizes/index.js": "exports.size = 2;" }), "size = 2"],
  ["an installed package", () => write({ "node_modules/.package-lock.json": '{ "sizes": "2.0.0" }' }), '"api"'],
  ["the configuration of the compiler", () => write({ "tsconfig.json": '{ "compilerOptions": {} }' }), '"api"'],
  ["a file that an import means now", () => write({ "src/name.ts": 'export const name = "job";' }), '"job"'],
  [
    "a package that an import means now",
    async () => {
      await write({ "src/node_modules/sizes/index.js": "exports.size = 3;" });
      await write({ "src/name/index.ts": 'export { size as name } from "sizes";' });
    },
    "size = 3",
  ],
  [
    "a file that is gone",
    async () => {
      await rm(path.join(project, "src/name"), { recursive: true });
      await write({ "src/name.js": 'exports.name = "gone";' });
    },
    '"gone"',
  ],
])("it is made anew after a change of %s", async (_, change, expected) => {
  await bundled();
  await change();
  expect(await bundled()).toEqual({ text: expect.stringContaining(expected), isKept: false });
  expect((await bundled()).isKept).toBe(true);
});

test("it is not kept when a file changed while it was compiled", async () => {
  await write({ "src/name/index.ts": 'export const name = "web";' }, -10);
  await bundled();
  expect((await bundled()).isKept).toBe(false);
});

test("it is not kept among the packages of another project", async () => {
  const packages = await mkdtemp(path.join(tmpdir(), "packages-"));
  await rename(path.join(project, "node_modules"), path.join(packages, "node_modules"));
  await symlink(path.join(packages, "node_modules"), path.join(project, "node_modules"));
  await bundled();
  expect(await bundled()).toEqual({ text: expect.stringContaining('"api"'), isKept: false });
  await rm(packages, { recursive: true });
});
