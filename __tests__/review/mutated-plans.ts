import fc from "fast-check";

import { reviewJson } from "../../src/review/json";
import { markdown } from "../../src/review/markdown";
import { PlanError, readPlan } from "../../src/review/plan";
import { type Review, review } from "../../src/review/review";
import { terminalText } from "../../src/review/terminal";

/** What a plan marks as sensitive in one place, and what stands in clear text in others. */
export const secret = 'Tr0ub4dor&3 "a"|<b>/`é';

/** Texts that want to be more than text. */
const hostile = [
  ...["\u001b[2J\u001b[31m", "\u202eadmin\u2066", "ad\u200bmin\ufeff", "a\u2028b\nc\r\n", "\ud800", "\u0000"],
  ...["</details><script>alert(1)</script>", '<img src=x onerror="x">', "<!-- ", "-->", "&lt;b&gt;"],
  ...["[a](https://evil.example)", "![a](http://evil.example/x.png)", "https://evil.example", "www.evil.example"],
  ...["@acme/admins", "#1", "GH-12", "a@evil.example", ":tada:", "$x^2$", "**bold** _it_ ~~no~~"],
  ...["`", "``` \n```", "```mermaid\nx\n```", "a|b", String.raw`a\|b`, "\\", "| --- |", "\n\n# Heading\n\n- [x] done"],
  ...["", " ", "x".repeat(3_000), "`".repeat(100), "constructor", "__proto__", "aws_db_instance.other"],
  ...[secret, JSON.stringify(secret), JSON.stringify(JSON.stringify(secret))],
  ...[encodeURIComponent(secret), `https://u:${encodeURIComponent(secret)}@evil.example`],
  ...[Buffer.from(secret).toString("base64"), Buffer.from(`user:${secret}`).toString("base64")],
];

const statements = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] });
const containers = JSON.stringify([{ name: "api", image: "api:1", command: ["run"], environment: [] }]);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonRecord = Record<string, Json>;

function row(address: string, actions: string[], before: JsonRecord | null, after: JsonRecord | null): JsonRecord {
  const [type = "", name = ""] = address
    .replace(/\[.*\]/, "")
    .split(".")
    .slice(-2);
  const index = /\["(.*)"\]$/.exec(address)?.[1];
  const masks = { after_unknown: { id: true }, before_sensitive: {}, after_sensitive: {} };
  return {
    ...{ address, previous_address: `${address}_old`, module_address: "module.a", deposed: "00000001" },
    ...{ mode: "managed", type, name, provider_name: "registry.terraform.io/hashicorp/aws" },
    ...(index !== undefined && { index }),
    change: {
      ...{ actions, before, after, ...masks, replace_paths: [["name"], ["block", 0, "key"]] },
      importing: { id: "i-1", identity: { id: "i-1" } },
      ...{ generated_config: "resource {}", before_identity: null, after_identity: { id: "i-1" } },
    },
    action_reason: "replace_because_cannot_update",
  };
}

/** A plan with everything that Terraform's format has. */
export function fullPlan(): JsonRecord {
  const service = { name: "api", block: [{ key: "a", list: [1, 2] }], tags: { team: "a" } };
  const record = { name: "api.example.com", type: "A", ttl: 60, records: ["192.0.2.1"] };
  const resources = [
    row("aws_ecs_service.services_api_service_2FFD5712", ["update"], service, { ...service, name: "web" }),
    row("aws_db_instance.database_EBDE4557", ["delete", "create"], { name: "a" }, { name: "b" }),
    row('aws_sns_topic.topics_2FFD5712["key"]', ["create"], null, { name: "a", display_name: "b" }),
    row(
      "aws_iam_policy.policy_2FFD5712",
      ["update"],
      { policy: statements },
      { policy: statements.replace("s3", "*") },
    ),
    row(
      "aws_ecs_task_definition.services_api_task-definition_2FFD5712",
      ["create", "delete"],
      { container_definitions: containers },
      { container_definitions: containers.replace("api:1", "api:2") },
    ),
    row("aws_route53_record.names_api_2FFD5712", ["update"], record, { ...record, records: ["192.0.2.2"] }),
    row("module.a.aws_kms_key.key_2FFD5712", ["forget"], { description: "a" }, null),
    row("aws_s3_bucket.files_2FFD5712", ["create", "forget"], { bucket: "a" }, { bucket: "b" }),
    row("aws_lb.load-balancers_public_2FFD5712", ["no-op"], { name: "a" }, { name: "a" }),
    row("aws_cloudwatch_log_group.logs_2FFD5712", ["read"], null, { name: "a" }),
  ];
  const state = {
    resources: [{ address: "aws_lb.x", values: { name: "a" }, sensitive_values: {} }],
    child_modules: [],
  };
  const configured = { address: "aws_lb.x", mode: "managed", expressions: { name: { constant_value: "a" } } };
  return {
    ...{ format_version: "1.2", terraform_version: "1.11.4", timestamp: "2026-01-01T00:00:00Z" },
    ...{ applyable: true, complete: true, errored: false },
    variables: { token: { value: "a" } },
    planned_values: { outputs: { url: { sensitive: false, value: "a" } }, root_module: state },
    prior_state: { format_version: "1.0", values: { outputs: {}, root_module: { ...state, child_modules: [state] } } },
    resource_changes: resources,
    resource_drift: [row("aws_ecs_service.services_api_service_2FFD5712", ["update"], { name: "c" }, { name: "api" })],
    output_changes: {
      url: {
        actions: ["update"],
        before: "a",
        after: "b",
        after_unknown: false,
        before_sensitive: false,
        after_sensitive: false,
      },
      arn: { actions: ["create"], before: null, after_unknown: true, before_sensitive: false, after_sensitive: false },
    },
    checks: [
      {
        address: { kind: "check", name: "health", to_display: "check.health" },
        status: "fail",
        instances: [{ address: { to_display: "check.health" }, status: "fail", problems: [{ message: "no answer" }] }],
      },
    ],
    relevant_attributes: [{ resource: "aws_lb.x", attribute: ["arn"] }],
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: { constant_value: "us-east-1" } } } },
      root_module: {
        resources: [configured],
        variables: { token: { sensitive: true } },
        module_calls: { a: { source: "./a", module: { resources: [configured], module_calls: {}, variables: {} } } },
      },
    },
  };
}

/** The row that marks the secret; no mutation touches it. */
function marking(): JsonRecord {
  const marked = row("aws_ssm_parameter.marked_2FFD5712", ["create"], null, { value: secret });
  return { ...marked, change: { ...(marked.change as JsonRecord), after_sensitive: { value: true } } };
}

type Path = readonly (string | number)[];

function pathsIn(value: Json, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const children = Object.entries(value).map(([key, child]): [string | number, Json] => [
    Array.isArray(value) ? Number(key) : key,
    child,
  ]);
  return [path, ...children.flatMap(([key, child]) => pathsIn(child, [...path, key]))];
}

const everyPath = pathsIn(fullPlan()).filter((path) => path.length > 0);
/** Without these it is no plan, or nothing happens to anything. */
const required = new Set(["format_version", "planned_values", "address", "change", "actions"]);
const isOptional = (path: Path): boolean => typeof path.at(-1) === "string" && !required.has(String(path.at(-1)));

function changed(plan: JsonRecord, path: Path, change: (holder: JsonRecord, key: string) => void): void {
  let holder: Json | undefined = plan;
  for (const key of path.slice(0, -1)) {
    if (typeof holder !== "object" || holder === null) return;
    holder = (holder as JsonRecord)[key];
  }
  if (typeof holder === "object" && holder !== null) change(holder as JsonRecord, String(path.at(-1)));
}

/** A whole plan without some of what may be left out, at any depth. */
export const withoutOptional = fc
  .array(fc.constantFrom(...everyPath.filter(isOptional)), { minLength: 1, maxLength: 12 })
  .map((paths) => {
    const plan = fullPlan();
    for (const path of paths)
      changed(plan, path, (holder, key) => {
        Reflect.deleteProperty(holder, key);
      });
    return JSON.stringify(plan);
  });

const text = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary", maxLength: 5 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join(""));
const replacement: fc.Arbitrary<Json | undefined> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: fc.constantFrom<Json | undefined>(undefined, null, [], {}, true, 0, -1, 1e21) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json> },
);
const actions = fc.subarray(["create", "delete", "forget", "update", "read", "no-op", "open"], { minLength: 1 });

/** A plan in which anything may be anything, but for the row that marks the secret. */
export const mutated = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...everyPath), replacement, fc.option(text, { freq: 8 })), { maxLength: 8 }),
    fc.array(fc.tuple(fc.nat(9), actions), { maxLength: 2 }),
  )
  .map(([mutations, acted]) => {
    const plan = fullPlan();
    for (const [index, some] of acted)
      changed(plan, ["resource_changes", index, "change", "actions"], (holder, key) => (holder[key] = some));
    for (const [path, value, newKey] of mutations)
      changed(plan, path, (holder, key) => {
        if (value === undefined) Reflect.deleteProperty(holder, key);
        else holder[newKey !== null && !Array.isArray(holder) ? newKey : key] = value;
      });
    const rows = Array.isArray(plan.resource_changes) ? plan.resource_changes : [];
    return JSON.stringify({ ...plan, resource_changes: [...rows, marking()] });
  });

export interface Printed {
  readonly review: Review;
  readonly markdown: string;
  readonly terminal: string;
  readonly json: string;
}

/** What is printed of a plan; `undefined` where it is refused as what it is not. */
export function printed(json: string): Printed | undefined {
  try {
    const result = review(readPlan(json));
    return {
      review: result,
      markdown: markdown(result, { title: "shop" }),
      terminal: terminalText(result, "shop"),
      json: reviewJson(result),
    };
  } catch (error) {
    if (error instanceof PlanError) return undefined;
    throw error;
  }
}
