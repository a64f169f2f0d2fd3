import { writeFileSync } from "node:fs";
import path from "node:path";

import { DeleteObjectCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";

import { createPrerequisites, prerequisitesOf } from "../../../src/operations/emulate/prerequisites";
import { Emulator } from "../../../src/operations/emulate/emulator/emulator";
import type { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import { products } from "../../products";
import { synthesizedStacks } from "../../support/environments";
import { pulumiExport } from "../../support/pulumi-export";
import { ProjectCopy } from "../support/project-copy";

/*
 * An environment is deployed once. Then its state is taken away, so that what exists might as well be another tool's.
 */

jest.setTimeout(900_000);

const environment = "atlas-lab";
const foundation = "foundation-atlas";
const region = "eu-west-1";
const knownPassword = "the password that a database knows";

type State = Parameters<typeof pulumiExport>[0];

interface AdoptionJson {
  readonly resources: readonly { readonly address: string; readonly kind: string }[];
  readonly changes: readonly { readonly differences: readonly string[] }[];
  readonly refusals: readonly unknown[];
}

let emulator: Emulator;
let project: ProjectCopy;
/** The state of a stack as it was before it was taken away. */
const states = new Map<string, State>();

beforeAll(async () => {
  const stacks = synthesizedStacks(products).filter(({ name }) => [environment, foundation].includes(name));
  emulator = await Emulator.start({ accountId: stacks[0]?.accountId ?? "", region });
  Object.assign(process.env, emulator.environment);
  for (const stack of stacks) await createPrerequisites(prerequisitesOf(stack), region);
  project = new ProjectCopy(emulator.environment);
  succeed("bootstrap", environment);
  succeed("deploy", environment, "--auto-approve");
  for (const stack of stacks) states.set(stack.name, await takeStateAway(stack));
  for (const SecretId of await databasePasswords())
    await new SecretsManagerClient({ region }).send(
      new PutSecretValueCommand({ SecretId, SecretString: knownPassword }),
    );
});

afterAll(async () => {
  project.remove();
  await emulator.stop();
});

function succeed(...args: readonly string[]): string {
  const { exitCode, stdout, stderr } = project.run(...args);
  if (exitCode !== 0) throw new Error(`${args.join(" ")} ended with ${String(exitCode)}:\n${stdout}${stderr}`);
  return stdout + stderr;
}

async function takeStateAway({ backend: { bucket: Bucket, key: Key } }: SynthesizedStack): Promise<State> {
  const s3 = new S3Client({ region, forcePathStyle: true });
  const object = await s3.send(new GetObjectCommand({ Bucket, Key }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  return JSON.parse((await object.Body?.transformToString()) ?? "") as State;
}

/** How many resources a stack has created, by the state that was taken away. */
function managedCount(stack: string): number {
  const { resources = [] } = states.get(stack) ?? {};
  return resources.filter(({ mode }) => mode === "managed").reduce((sum, { instances }) => sum + instances.length, 0);
}

/** The generated passwords of clusters that are not managed here. */
async function databasePasswords(): Promise<string[]> {
  const { SecretList = [] } = await new SecretsManagerClient({ region }).send(
    new ListSecretsCommand({ MaxResults: 100 }),
  );
  return SecretList.map(({ Name = "" }) => Name).filter((name) => /^lab\/.*\/password$/.test(name));
}

function exportFile(name: string, content: string): string {
  const file = path.join(project.folder, "cdktf.out", name);
  writeFileSync(file, content);
  return file;
}

test("a Terraform state is adopted, and then there is nothing left to do", () => {
  const file = exportFile("state.json", JSON.stringify(states.get(foundation)));
  const output = succeed("adopt", foundation, file, "--apply");
  const count = managedCount(foundation);
  expect(output).toMatch(RegExp(`Apply complete! Resources: ${count} imported, 0 added, \\d+ changed, 0 destroyed`));
  expect(succeed("adopt", foundation, file)).toContain(
    `0 imported, 0 changed in place, 0 created, ${count} in the state already`,
  );
});

test("a Pulumi export is adopted: what can be is imported, nothing is replaced, and then there is nothing left to do", () => {
  const { resources } = states.get(environment) ?? { resources: [] };
  // As it is when they stand in their security group: the export does not know them as resources.
  const withoutOutgoing = resources.filter(({ type }) => type !== "aws_vpc_security_group_egress_rule");
  const file = exportFile("pulumi.json", pulumiExport({ resources: withoutOutgoing }));
  const { exitCode, stdout, stderr } = project.run("adopt", environment, file, "--apply", "--json");
  expect({ exitCode, stderr: exitCode === 0 ? "" : stderr }).toEqual({ exitCode: 0, stderr: "" });

  const result = JSON.parse(stdout) as AdoptionJson;
  expect(result.refusals).toEqual([]);
  const kinds = (kind: string): string[] =>
    result.resources.filter((one) => one.kind === kind).map(({ address }) => address.replace(/\..*$/, ""));
  expect([...kinds("new"), ...kinds("ambiguous")]).toEqual([]);
  expect(kinds("left-alone")).toEqual([
    "aws_acm_certificate_validation",
    ...Array.from({ length: 3 }, () => "aws_ecs_task_definition"),
    ...Array.from({ length: 3 }, () => "aws_secretsmanager_secret_version"),
    ...Array.from({ length: 4 }, () => "terraform_data"),
  ]);
  const created = kinds("left-alone").length;
  const imported = managedCount(environment) - created;
  expect(stderr).toMatch(
    RegExp(`Apply complete! Resources: ${imported} imported, ${created} added, \\d+ changed, 0 destroyed`),
  );
  const differences = new Set(result.changes.flatMap((change) => change.differences));
  expect([...differences]).toEqual(["force_new_deployment: nothing → true"]);

  succeed("plan", environment); // fails when there is anything to change
});

test("the value that a secret had is current after the adoption", async () => {
  const names = await databasePasswords();
  expect(names).toHaveLength(2);
  for (const SecretId of names) {
    const { SecretString } = await new SecretsManagerClient({ region }).send(new GetSecretValueCommand({ SecretId }));
    expect(SecretString).toBe(knownPassword);
  }
});
