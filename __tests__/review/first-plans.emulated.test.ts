import { writeFileSync } from "node:fs";
import path from "node:path";

import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { createPrerequisites, prerequisitesOf } from "../../src/operations/emulate/prerequisites";
import { Emulator } from "../../src/operations/emulate/emulator/emulator";
import { createStateStorage } from "../../src/operations/state/state-storage";
import type { SynthesizedStack } from "../../src/operations/synth/synthesized-stack";
import { ProjectCopy } from "../operations/support/project-copy";
import { products } from "../products";
import { synthesizedStacks } from "../support/environments";

/*
 * The first plan of each stack knows least: most outputs and ids come with the apply. Each account is emulated on its own; its
 * environments are planned when its foundation is deployed, as they would be in AWS.
 */

const stacks = synthesizedStacks(products);
const accounts = products.accounts.map(({ id, region }) => [id, region] as const);

interface ReviewJson {
  readonly stack: string;
  readonly result: string;
  readonly actions: Readonly<Record<string, number>>;
  readonly resources: readonly { readonly address: string; readonly action: string }[];
  readonly outputs: readonly { readonly name: string }[];
}

describe.each(accounts)("account %s", (accountId, region) => {
  const [foundations, environments] = [true, false].map((isFoundation) =>
    stacks.filter((stack) => stack.accountId === accountId && stack.isFoundation === isFoundation),
  ) as [SynthesizedStack[], SynthesizedStack[]];
  let emulator: Emulator;
  let project: ProjectCopy;

  beforeAll(async () => {
    emulator = await Emulator.start({ accountId, region });
    Object.assign(process.env, emulator.environment);
    // Environments of one account share what is there already, such as the zone of their product.
    const needed = [...foundations, ...environments].flatMap(prerequisitesOf);
    const each = new Map(needed.map((block) => [JSON.stringify(block.body), block]));
    await createPrerequisites([...each.values()], region);
    project = new ProjectCopy(emulator.environment);
  });

  afterAll(async () => {
    project.remove();
    await emulator.stop();
    for (const name of Object.keys(emulator.environment)) Reflect.deleteProperty(process.env, name);
  });

  function succeed(...args: readonly string[]): void {
    const { exitCode, stdout, stderr } = project.run(...args);
    if (exitCode !== 0) throw new Error(`${args.join(" ")} ended with ${String(exitCode)}:\n${stdout}${stderr}`);
  }

  function reviewed(...args: readonly string[]): ReviewJson {
    const { exitCode, stdout, stderr } = project.run("review", ...args, "--format", "json");
    expect({ exitCode, stderr: exitCode === 1 ? stderr : "" }).toEqual({ exitCode: 2, stderr: "" });
    return JSON.parse(stdout) as ReviewJson;
  }

  function expectEverythingNew({ resources, actions, outputs }: ReviewJson, stack: SynthesizedStack): void {
    const addresses = new Set(resources.map(({ address }) => address.replace(/\[.*\]$/, "")));
    expect([...addresses].sort()).toEqual(stack.resources.map(({ address }) => address).sort());
    const counts = ["create", "update", "replace", "delete", "forget"].map((action) => [
      action,
      resources.filter((one) => one.action === action).length,
    ]);
    expect(actions).toEqual(Object.fromEntries(counts));
    expect(outputs.map(({ name }) => name).sort()).toEqual(Object.keys(stack.json.output ?? {}).sort());
  }

  test.each(foundations)("$name is reviewed when only the storage of its state is there", async (stack) => {
    await createStateStorage(stack);
    expectEverythingNew(reviewed(stack.name), stack);
  });

  test.each(environments)("$name is reviewed before it is deployed", (stack) => {
    succeed("bootstrap", stack.name);
    expectEverythingNew(reviewed(stack.name), stack);
  });

  test.each(environments)("what exists of $name is adopted before it is deployed", async (stack) => {
    const name = stack.resources.find(({ type }) => type === "aws_cloudwatch_log_group")?.body.name as string;
    await new CloudWatchLogsClient({ region }).send(new CreateLogGroupCommand({ logGroupName: name }));
    const arn = `arn:aws:logs:${region}:${accountId}:log-group:${name}`;
    const resource = { mode: "managed", type: "aws_cloudwatch_log_group", name: "api" };
    const instances = [{ schema_version: 0, attributes: { id: name, name, arn } }];
    const file = path.join(project.folder, "cdktf.out", "one.tfstate");
    const state = { version: 4, terraform_version: "1.9.0", serial: 1, lineage: "x", outputs: {} };
    writeFileSync(file, JSON.stringify({ ...state, resources: [{ ...resource, instances }] }));

    const { exitCode, stdout, stderr } = project.run("adopt", stack.name, file);
    expect({ exitCode, stderr: exitCode === 1 ? stderr : "" }).toEqual({ exitCode: 2, stderr: "" });
    expect(stdout).toMatch(/1 imported, \d+ changed in place, \d+ created/);
    expect(stdout).toMatch(/aws_cloudwatch_log_group +│ +1 │/);
  });
});
