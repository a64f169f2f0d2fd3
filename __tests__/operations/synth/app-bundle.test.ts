import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { expect, test } from "@jest/globals";
import { build } from "esbuild";

import { bundleApp, runApp } from "../../../src/operations/synth/app-bundle";

const entryPoint = path.join(__dirname, "../support/strings-app.ts");

async function synthesized(bundle: string): Promise<unknown> {
  const folder = path.dirname(bundle);
  const { exitCode, output } = await runApp(bundle, [], { env: { CDKTF_OUTDIR: folder } });
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
  return JSON.parse(await readFile(path.join(folder, "stacks/strings/cdk.tf.json"), "utf8")) as unknown;
}

test("whatever is in a string, a bundled app writes the JSON that cdktf as it is writes", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "app-bundle-"));
  const [ours, theirs] = [path.join(folder, "ours/app.cjs"), path.join(folder, "theirs/app.cjs")];
  await Promise.all([
    bundleApp(entryPoint, ours),
    build({ entryPoints: [entryPoint], outfile: theirs, bundle: true, platform: "node" }),
  ]);
  const [json, expected] = await Promise.all([synthesized(ours), synthesized(theirs)]);
  expect(json).toEqual(expected);
  expect(json).toMatchObject({
    locals: {
      braces: "} {a} }{",
      policy: '{"Statement":[{"Resource":"${local.name}"},{"Resource":"${local.name}/*"}]}',
    },
  });
}, 60_000);
