import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { Testing } from "cdktf";

import { platform } from "../../environments";
import { checkPlatform, environmentsOf, type PlatformInput } from "../../src/config/platform";
import { selectStacks } from "../../src/config/selection";
import { SynthesizedStack } from "../../src/operations/synth/synthesized-stack";
import type { TerraformJson } from "../../src/terraform-json/configuration";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { FoundationStack } from "../../src/stacks/foundation-stack";
import { products } from "../products";
import { Synthesized, type Written } from "./synthesized";

/** What holds of every environment is tested with the tests' own products and with whatever `environments/` lists. */
export const platforms: readonly PlatformInput[] = [products, platform];

/** Every stack of a platform, synthesized, by name. Those of `platforms` are synthesized once for all test files of a run. */
export function synthesizeEverything(input: PlatformInput): ReadonlyMap<string, Synthesized> {
  const known = platforms.indexOf(input);
  if (known < 0) return new Map(synthesized(input).map(({ name, stack }) => [name, stack]));
  const file = path.join(tmpdir(), `synthesized-${known}.json`);
  if (!existsSync(file)) {
    const written = synthesized(input).map(({ name, stack }) => [name, stack.written]);
    // Several workers may write it at once: each reads a whole one.
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(written));
    renameSync(`${file}.${process.pid}`, file);
  }
  const stacks = JSON.parse(readFileSync(file, "utf8")) as [string, Written][];
  return new Map(stacks.map(([name, written]) => [name, new Synthesized(written)]));
}

function synthesized(input: PlatformInput): { readonly name: string; readonly stack: Synthesized }[] {
  const checked = checkPlatform(input);
  const { foundations, environments } = selectStacks(checked, []);
  const app = Testing.app();
  const stacks = [
    ...foundations.map((account) => new FoundationStack(app, account, environmentsOf(checked, account))),
    ...environments.map(({ environment, account }) => new EnvironmentStack(app, environment, account)),
  ];
  return stacks.map((stack) => ({ name: stack.node.id, stack: new Synthesized(stack) }));
}

/** Every stack of a platform as the commands read it. */
export function synthesizedStacks(input: PlatformInput): SynthesizedStack[] {
  return [...synthesizeEverything(input)].map(([name, synthesized]) => {
    const parts = ["terraform", "provider", "resource", "data", "output"];
    const json = Object.fromEntries(parts.map((part) => [part, synthesized.section(part)]));
    return new SynthesizedStack(name, "", json as unknown as TerraformJson);
  });
}

/** Every stack of both platforms as the commands read it. */
export function everyStack(): SynthesizedStack[] {
  return platforms.flatMap(synthesizedStacks);
}
