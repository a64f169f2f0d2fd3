import { describe, expect, test } from "@jest/globals";

import { checkOrigin } from "../../src/adoption/origin";
import { readExport } from "../../src/adoption/read-export";
import { pulumiExport, pulumiSecret } from "../support/pulumi-export";

const howToMake = "make it with: pulumi stack export --file <file>, or terraform state pull > <file>";
const cluster = {
  type: "aws_ecs_cluster",
  name: "main",
  instances: [
    {
      attributes: {
        id: "arn:aws:ecs:us-east-1:111122223333:cluster/main",
        arn: "arn:aws:ecs:us-east-1:111122223333:cluster/main",
        name: "main",
      },
    },
  ],
};

function state(more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    version: 4,
    terraform_version: "1.11.4",
    serial: 7,
    lineage: "a-lineage",
    resources: [{ mode: "managed", ...cluster }],
    ...more,
  });
}

describe("what is no export is refused, and says how to make one", () => {
  test.each([
    ["nothing", " \n", `The export is empty; ${howToMake}`],
    ["something binary", "PK\u0003\u0004\u0000", `The export is not text; ${howToMake}`],
    ["text", "no JSON", `The export is not JSON; ${howToMake}`],
    ["a list", "[]", `This is neither a Pulumi export nor a Terraform state; ${howToMake}`],
    ["a truncated export", state().slice(0, -20), `The export's JSON is cut off or damaged; ${howToMake}`],
    [
      "a plan",
      '{"format_version":"1.2","terraform_version":"1.11.4"}',
      `This is what terraform show -json printed, not a state; ${howToMake}`,
    ],
    ["a checkpoint", '{"version":3,"checkpoint":{}}', `This is a Pulumi checkpoint, not an export; ${howToMake}`],
    [
      "an old state",
      state({ version: 3 }),
      "The state has version 3, and version 4 is understood; make it with: terraform state pull > <file>",
    ],
    [
      "an old export",
      '{"version":2,"deployment":{}}',
      "The export has version 2, and version 3 is understood; make it with: pulumi stack export --file <file>",
    ],
    [
      "an export with broken resources",
      '{"version":3,"deployment":{"resources":[{"type":"aws:ecs/cluster:Cluster"}]}}',
      "This is not a whole export of a Pulumi stack (deployment.resources.0.urn: Invalid input: expected string, received undefined); make it with: pulumi stack export --file <file>",
    ],
  ])("%s", (_, text, message) => {
    expect(() => readExport(text)).toThrow(new Error(message));
  });

  test.each([
    ["describe-stack-resources", { StackResources: [{ ResourceType: "AWS::ECS::Service" }] }],
    ["list-stack-resources", { StackResourceSummaries: [] }],
    ["describe-stacks", { Stacks: [] }],
    ["get-template", { TemplateBody: {}, StagesAvailable: ["Original"] }],
    ["a template", { AWSTemplateFormatVersion: "2010-09-09", Resources: {} }],
    ["a template of the CDK", { Resources: {} }],
  ])("what CloudFormation has (%s), with the way to adopt it", (_, json) => {
    expect(() => readExport(JSON.stringify(json))).toThrow(
      new Error(
        [
          "This is of CloudFormation, and adopt reads what pulumi stack export and terraform state pull print.",
          "Import the stack's resources into a Terraform state, and adopt that:",
          "  1. Set DeletionPolicy: Retain on each resource of the template, and update the stack, so that deleting it keeps them.",
          '  2. In an empty folder with provider "aws", write an import block for each (PhysicalResourceId tells its id); then run',
          "     terraform plan -generate-config-out=generated.tf, and terraform apply",
          "  3. terraform state pull > <file>, and npm run adopt -- <environment> <file>",
          "Delete the CloudFormation stack when nothing is left to it.",
        ].join("\n"),
      ),
    );
  });

  test("an export of a stack that is being changed", () => {
    const pending = [
      { type: "creating", resource: { urn: "urn:pulumi:nonprod::app-ecs::aws:lb/loadBalancer:LoadBalancer::ecs" } },
    ];
    const text = pulumiExport({ resources: [cluster] }, { pending_operations: pending });
    expect(() => readExport(text)).toThrow(
      new Error(
        [
          "Pulumi was interrupted, or is at work: 1 of its operations have not ended, so what exists is not known.",
          "  creating urn:pulumi:nonprod::app-ecs::aws:lb/loadBalancer:LoadBalancer::ecs",
          "Let it end, or run pulumi refresh, and export again.",
        ].join("\n"),
      ),
    );
  });
});

test("a Pulumi export and a Terraform state of the same things say the same", () => {
  const [pulumi] = readExport(pulumiExport({ resources: [cluster] })).found;
  const [terraform] = readExport(state()).found;
  expect(pulumi).toMatchObject({ type: "aws_ecs_cluster", attributes: { name: "main" } });
  expect(terraform).toMatchObject({ type: "aws_ecs_cluster", attributes: { name: "main" } });
});

test("a byte order mark is no damage", () => {
  expect(readExport(`\uFEFF${state()}`).found).toHaveLength(1);
});

test("what is no resource of its own is counted", () => {
  const urn = "urn:pulumi:nonprod::app-ecs::aws:ecs/cluster:Cluster::main";
  const resource = { urn, custom: true, type: "aws:ecs/cluster:Cluster" };
  const resources = [
    { ...resource, external: true },
    { ...resource, delete: true },
    { ...resource, pendingReplacement: true },
  ];
  expect(readExport(pulumiExport({ resources: [] }, { resources })).ignored).toEqual({
    "already replaced or deleted": 2,
    "only looked up by Pulumi": 1,
  });
  expect(readExport(pulumiExport({ resources: [cluster] })).ignored).toEqual({ components: 2, providers: 1 });
  const others = [
    { ...cluster, mode: "data" },
    { ...cluster, mode: "managed", instances: [{ ...cluster.instances[0], deposed: "1a2b3c4d" }] },
  ];
  expect(readExport(state({ resources: others })).ignored).toEqual({
    "already replaced or deleted": 1,
    "data sources": 1,
  });
});

describe("what is marked secret is dropped", () => {
  test.each(["ciphertext", "plaintext"] as const)("by Pulumi, as %s", (shown) => {
    const urn = "urn:pulumi:nonprod::app-ecs::aws:ssm/parameter:Parameter::p";
    const value = pulumiSecret({ nested: ["very-secret"] }, shown);
    const resources = [
      { urn, custom: true, id: "p", type: "aws:ssm/parameter:Parameter", inputs: {}, outputs: { name: "p", value } },
    ];
    const { found, secrets } = readExport(pulumiExport({ resources: [] }, { resources }));
    expect(found[0]?.attributes).toEqual({ name: "p", value: undefined, id: "p" });
    expect([...secrets]).toEqual(shown === "plaintext" ? ["very-secret"] : []);
  });

  test("by Terraform", () => {
    const attributes = { id: "db", password: "very-secret", blocks: [{ key: "too-secret", name: "one" }] };
    const sensitive_attributes = [
      [{ type: "get_attr", value: "password" }],
      [
        { type: "get_attr", value: "blocks" },
        { type: "index", value: { value: 0, type: "number" } },
        { type: "get_attr", value: "key" },
      ],
    ];
    const resources = [
      { mode: "managed", type: "aws_db_instance", name: "db", instances: [{ attributes, sensitive_attributes }] },
    ];
    const { found, secrets } = readExport(state({ resources }));
    expect(found[0]?.attributes).toEqual({ id: "db", password: undefined, blocks: [{ key: undefined, name: "one" }] });
    expect([...secrets]).toEqual(["very-secret", "too-secret"]);
  });
});

describe("an export of something else is refused, and says what it is of", () => {
  const of = readExport(state());
  test.each([
    [
      "account",
      { account: "444455556666", region: "us-east-1" },
      "The export is of Terraform's state a-lineage, serial 7, which is in account 111122223333; shop belongs to account 444455556666.",
    ],
    [
      "region",
      { account: "111122223333", region: "sa-east-1" },
      "The export is of Terraform's state a-lineage, serial 7, which is in us-east-1; shop is in sa-east-1.",
    ],
  ])("%s", (_, stack, message) => {
    expect(() => {
      checkOrigin(of, "shop", stack);
    }).toThrow(new Error(message));
  });

  test("nothing", () => {
    expect(() => {
      checkOrigin(readExport(pulumiExport({ resources: [] })), "shop", { account: "1", region: "r" });
    }).toThrow(new Error("The export is of Pulumi's stack nonprod of project app-ecs, and no resource is in it."));
  });
});
