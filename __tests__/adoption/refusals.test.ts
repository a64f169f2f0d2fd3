import { describe, expect, test } from "@jest/globals";

import { type Adoption, adoption, exitCodeOf } from "../../src/adoption/adoption";
import type { Export, ExportedResource } from "../../src/adoption/exported-resource";
import { adoptionJson } from "../../src/adoption/json";
import { knownAs } from "../../src/adoption/type-aliases";
import { markdown } from "../../src/adoption/markdown";
import { match } from "../../src/adoption/match";
import type { Stack } from "../../src/adoption/stack";
import { terminalText } from "../../src/adoption/terminal";
import { created, reviewed, type Row } from "../review/plans";
import { blocksAt } from "../support/blocks";

const bodies = {
  "aws_lb.main": { name: "ecs" },
  "aws_security_group.web": { name: "web", vpc_id: "${data.aws_vpc.network.id}" },
  "aws_codedeploy_deployment_config.canary": { deployment_config_name: "${aws_lb.other.name}" },
};
const stack: Stack = {
  ...{ account: "111122223333", region: "us-east-1", data: new Map() },
  resources: blocksAt(bodies),
};

function found(type: string, label: string, attributes: Readonly<Record<string, unknown>>): ExportedResource {
  return { label, foreignType: type, ...knownAs(type, { id: label, ...attributes }) };
}

const balancer = found("aws_lb", "arn:lb", { name: "ecs" });
const groups = ["vpc-1", "vpc-2"].map((vpc) => found("aws_security_group", `sg-${vpc}`, { name: "web", vpc_id: vpc }));

function adopted(
  all: readonly ExportedResource[],
  rows: readonly Row[],
  acknowledged: readonly string[] = [],
): Adoption {
  const source: Export = {
    tool: "Pulumi",
    title: "Pulumi's stack nonprod",
    found: all,
    ignored: { providers: 2 },
    secrets: new Set(),
  };
  return adoption({
    environment: "shop",
    source,
    stack,
    outcomes: match(stack, all),
    plan: reviewed(rows),
    acknowledged,
  });
}

const imported: Row = {
  address: "aws_lb.main",
  actions: ["no-op"],
  before: { name: "ecs" },
  after: { name: "ecs" },
  importing: { id: "arn:lb" },
};

describe("a plan is carried out that", () => {
  test("imports, changes in place, and creates what does not exist", () => {
    const changing: Row = { ...imported, actions: ["update"], after: { name: "ecs", idle_timeout: 120 } };
    const result = adopted([balancer], [changing, created("aws_security_group.web", { name: "web" })]);
    expect(result.refusals).toEqual([]);
    expect(exitCodeOf(result)).toBe(2);
  });

  test("has nothing to do", () => {
    expect(exitCodeOf(adopted([balancer], []))).toBe(0);
  });
});

describe("a plan is refused that", () => {
  const refused = (
    all: readonly ExportedResource[],
    rows: readonly Row[],
    acknowledged: readonly string[] = [],
  ): string[] => adopted(all, rows, acknowledged).refusals.map(({ address, why }) => `${address}: ${why}`);

  test("replaces", () => {
    const replacing: Row = {
      ...imported,
      actions: ["delete", "create"],
      before: { name: "ecs", internal: true },
      after: { name: "ecs", internal: false },
      replace_paths: [["internal"]],
    };
    expect(refused([balancer], [replacing])).toEqual([
      "aws_lb.main: it would be replaced: internal: true → false (forces the replacement)",
    ]);
    expect(refused([balancer], [replacing], ["aws_lb.main"])).toEqual([]);
  });

  test.each(["delete", "forget"])("gives something up (%s)", (action) => {
    expect(refused([balancer], [{ address: "aws_lb.old", actions: [action], before: {} }])).toEqual([
      "aws_lb.old: it would be given up",
    ]);
  });

  test("creates what may exist, since more than one thing fits", () => {
    expect(refused(groups, [created("aws_security_group.web", { name: "web" })])).toEqual([
      "aws_security_group.web: it would be created, and may exist: sg-vpc-1, sg-vpc-2",
    ]);
  });

  test("creates what has the name of something that exists", () => {
    const config = found("aws_codedeploy_deployment_config", "canary", { deployment_config_name: "Canary" });
    expect(
      refused([config], [created("aws_codedeploy_deployment_config.canary", { deployment_config_name: "canary" })]),
    ).toEqual([
      "aws_codedeploy_deployment_config.canary: it would be created, and canary has its name (what it is recognized by is not known: deployment_config_name)",
    ]);
  });

  test("a review blocks", () => {
    const emptied: Row = {
      address: "aws_db_instance.db",
      actions: ["update"],
      before: { deletion_protection: true },
      after: { deletion_protection: false },
      importing: { id: "db" },
    };
    expect(refused([], [emptied])).toHaveLength(1);
  });
});

test("what Terraform alone knows is written down, and is no change", () => {
  const recorded: Row = {
    ...imported,
    actions: ["update"],
    before: {},
    after: { force_destroy: false, recovery_window_in_days: 30 },
  };
  const result = adopted([balancer], [recorded]);
  expect(JSON.parse(adoptionJson(result))).toMatchObject({ changes: [], recorded: ["aws_lb.main"] });
  expect(terminalText(result)).toContain("shop from Pulumi's stack nonprod: 1 imported, 0 changed in place, 0 created");
  expect(terminalText(result)).toContain("written into the state only, arguments that AWS does not know: of 1");
});

test("an adoption says of both sides what becomes of them", () => {
  const lambda: ExportedResource = {
    label: "<b>f|n</b>",
    foreignType: "aws:lambda/function:Function",
    type: undefined,
    attributes: {},
  };
  const result = adopted([balancer, ...groups, lambda], [imported, created("aws_security_group.web", { name: "web" })]);
  expect(terminalText(result)).toMatchInlineSnapshot(`
   "shop from Pulumi's stack nonprod: refused for 1 of its changes; 1 imported, 0 changed in place, 1 created

   ┌──────────────────────────────┬──────────┬─────────┬─────────┬────────────────┐
   │ type                         │ imported │ changed │ created │ left to Pulumi │
   ├──────────────────────────────┼──────────┼─────────┼─────────┼────────────────┤
   │ aws:lambda/function:Function │        0 │       0 │       0 │              1 │
   │ aws_lb                       │        1 │       0 │       0 │              0 │
   │ aws_security_group           │        0 │       0 │       1 │              2 │
   └──────────────────────────────┴──────────┴─────────┴─────────┴────────────────┘

   created:
     more than one thing of the export fits, or none for its key
         aws_security_group.web

   left to Pulumi:
     it may be aws_security_group.web
         sg-vpc-1
         sg-vpc-2
     no stack here has this type
         <b>f|n</b>

   in the export, and nothing to adopt: 2 providers

   REFUSED:
     aws_security_group.web
         it would be created, and may exist: sg-vpc-1, sg-vpc-2"
  `);
  expect(markdown(result)).toMatchInlineSnapshot(`
   "## \`shop\` from \`Pulumi's stack nonprod\`

   refused for 1 of its changes; 1 imported, 0 changed in place, 1 created.

   ### Refused

   - \`aws_security_group.web\`
     - \`it would be created, and may exist: sg-vpc-1, sg-vpc-2\`

   | type                           | imported | changed | created | left to Pulumi |
   | ------------------------------ | -------: | ------: | ------: | -------------: |
   | \`aws:lambda/function:Function\` |        0 |       0 |       0 |              1 |
   | \`aws_lb\`                       |        1 |       0 |       0 |              0 |
   | \`aws_security_group\`           |        0 |       0 |       1 |              2 |

   ### Created

   - \`more than one thing of the export fits, or none for its key\`
     - \`aws_security_group.web\`

   ### Left to Pulumi

   - \`it may be aws_security_group.web\`
     - \`sg-vpc-1\`
     - \`sg-vpc-2\`
   - \`no stack here has this type\`
     - \`<b>f\\|n</b>\`

   In the export, and nothing to adopt: 2 providers.

   <details><summary><b>Imported</b> (1)</summary>

   | address       | id       | there    |
   | ------------- | -------- | -------- |
   | \`aws_lb.main\` | \`arn:lb\` | \`arn:lb\` |

   </details>
   "
  `);
});
