import { textOf } from "../terraform-json/body";
import { type Statement, statementsOf } from "../review/policy-statements";
import { isRecord } from "../terraform-json/record";
import { interpolated } from "../terraform-json/references";
import type { Block } from "../terraform-json/block";
import type { Blocks } from "../terraform-json/blocks";
import { keyOf, nameOf, nounOf } from "./nouns";

/** What a role may do, statement by statement. */
export interface Permission {
  readonly role: Block;
  /** Who acts in the role, in words. */
  readonly who: string;
  /** The keys of the services whose tasks run in it. */
  readonly services: readonly string[];
  /** What for, as the statement calls itself. */
  readonly purpose: string;
  readonly actions: readonly string[];
  readonly resources: readonly GrantedOn[];
  readonly conditions: readonly string[];
}

/** What an action is allowed on. */
export interface GrantedOn {
  /** In words, as in `secret finance-app/production/api/operator`. */
  readonly words: string;
  /** What the policy says, with what is known in the place of references. */
  readonly arn: string;
  /** The block, where it is one of the stack's. */
  readonly block?: Block;
}

/** Every permission that the roles of a stack have, role by role. */
export function permissionsOf(inventory: Blocks): Permission[] {
  const actors = actorsByRole(inventory);
  const attached = policiesByRole(inventory);
  return inventory.of("aws_iam_role").flatMap((role) => {
    const { who, services } = actors.get(role.address) ?? { who: trusted(role, inventory), services: [] };
    return (attached.get(role.address) ?? []).flatMap((policy) => {
      if (typeof policy === "string") return [awsOwn(role, who, policy)];
      return (statementsOf(textOf(policy.body.policy)) ?? []).map((statement) => ({
        ...{ role, who, services },
        purpose: wordsOfSid(statement),
        actions: statement.actions,
        resources: statement.resources.map((resource) => grantedOn(resource, inventory)),
        conditions: conditionWords(statement.conditions, inventory),
      }));
    });
  });
}

interface Actor {
  readonly who: string;
  readonly services: readonly string[];
}

/** Tasks and what starts them; every other role is told by whom it trusts. */
function actorsByRole(inventory: Blocks): Map<string, Actor> {
  const tasks = new Map<string, { running: string[]; starting: string[] }>();
  for (const definition of inventory.of("aws_ecs_task_definition")) {
    const key = keyOf(definition);
    for (const [attribute, list] of [
      ["task_role_arn", "running"],
      ["execution_role_arn", "starting"],
    ] as const) {
      const role = inventory.target(definition.body[attribute]);
      if (!role) continue;
      const known = tasks.get(role.address) ?? { running: [], starting: [] };
      known[list].push(key);
      tasks.set(role.address, known);
    }
  }
  return new Map(
    [...tasks].map(([address, { running, starting }]) => {
      const words = [
        ...(running.length > 0 ? [`tasks of ${someOf(running)}`] : []),
        ...(starting.length > 0 ? [`ECS, to start tasks of ${someOf(starting)}`] : []),
      ];
      return [address, { who: words.join("; "), services: running }];
    }),
  );
}

/** The policies of each role: a block of the stack, or the name of one of AWS's own. */
function policiesByRole(inventory: Blocks): Map<string, (Block | string)[]> {
  const found = new Map<string, (Block | string)[]>();
  for (const { body } of inventory.of("aws_iam_role_policy_attachment")) {
    const role = inventory.target(body.role);
    if (!role) continue;
    const policies = found.get(role.address) ?? [];
    policies.push(inventory.target(body.policy_arn) ?? inventory.text(body.policy_arn));
    found.set(role.address, policies);
  }
  return found;
}

function awsOwn(role: Block, who: string, arn: string): Permission {
  const policy = arn.split("/").at(-1) ?? arn;
  return { role, who, services: [], purpose: `AWS's own policy ${policy}`, actions: [], resources: [], conditions: [] };
}

/** Whom a role trusts. */
export function trusted({ body }: Block, inventory: Blocks): string {
  const statements = statementsOf(textOf(body.assume_role_policy)) ?? [];
  const principals = statements.flatMap((statement) =>
    statement.principals.map((principal) => principalWords(principal, statement, inventory)),
  );
  return someOf([...new Set(principals)]) || "no principal";
}

function principalWords(principal: string, { conditions }: Statement, inventory: Blocks): string {
  const [, service] = /^Service:([\w-]+)/.exec(principal) ?? [];
  if (service !== undefined) return services.get(principal.slice("Service:".length)) ?? service;
  if (!principal.startsWith("Federated:")) return inventory.text(principal.replace(/^AWS:/, ""));
  const repositories = [...conditions.matchAll(/"repo:([^:"]+):/g)].map(([, repository]) => repository ?? "");
  return `GitHub workflows of ${someOf([...new Set(repositories)])}`;
}

const services = new Map([
  ["backup.amazonaws.com", "AWS Backup"],
  ["codedeploy.amazonaws.com", "CodeDeploy"],
  ["delivery.logs.amazonaws.com", "log delivery"],
  ["ecs.amazonaws.com", "ECS"],
  ["ecs-tasks.amazonaws.com", "ECS tasks"],
  ["events.amazonaws.com", "EventBridge"],
  ["monitoring.rds.amazonaws.com", "RDS's monitoring"],
  ["rds.amazonaws.com", "RDS"],
  ["scheduler.amazonaws.com", "EventBridge Scheduler"],
  ["states.amazonaws.com", "Step Functions"],
  ["vpc-flow-logs.amazonaws.com", "VPC flow logs"],
]);

/** `ReadParametersOfApi` as words; a statement without an id says its effect. */
function wordsOfSid({ sid, effect }: Statement): string {
  const words = sid
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase();
  return words === "" ? effect.toLowerCase() : effect === "Allow" ? words : `not allowed: ${words}`;
}

function grantedOn(resource: string, inventory: Blocks): GrantedOn {
  const arn = inventory.text(resource);
  const block = inventory.target(resource);
  if (resource === "*") return { words: "everything", arn };
  if (block && resource.startsWith("${")) {
    const rest = resource.slice(resource.indexOf("}") + 1).replace(/^:\*$/, "");
    const named = `${nounOf(block)} ${nameOf(block, inventory) || keyOf(block)}`;
    if (resource.includes("secret_arn")) return { words: `password of ${named}`, arn, block };
    return { words: rest === "/*" ? `objects of ${named}` : `${named}${rest}`, arn, block };
  }
  const [, , service = "", , , ...rest] = arn.split(":");
  const named = interpolated(rest.join(":"), (expression) => {
    const target = inventory.target(expression);
    return target ? nameOf(target, inventory) || keyOf(target) : "…";
  });
  return { words: `${service} ${named}`.trim() || arn, arn };
}

const comparisons = new Map([
  ["ArnEquals", "is"],
  ["ArnLike", "is like"],
  ["Bool", "is"],
  ["StringEquals", "is"],
  ["StringLike", "is like"],
  ["StringNotEquals", "is not"],
]);

function conditionWords(conditions: string, inventory: Blocks): string[] {
  const parsed: unknown = conditions === "" ? {} : JSON.parse(conditions);
  if (!isRecord(parsed)) return [];
  return Object.entries(parsed).flatMap(([operator, tests]) =>
    !isRecord(tests)
      ? []
      : Object.entries(tests).map(([key, values]) => {
          const list = (Array.isArray(values) ? (values as unknown[]) : [values]).map((value) => {
            const block = inventory.target(value);
            return block ? `${nounOf(block)} ${nameOf(block, inventory) || keyOf(block)}` : inventory.text(value);
          });
          return `${key} ${comparisons.get(operator) ?? operator} ${list.join(" or ")}`;
        }),
  );
}

/** The first few of many names, and how many more there are. */
export function someOf(names: readonly string[], most = 6): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : [...names];
  const last = shown.pop();
  return last === undefined ? "" : shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}
