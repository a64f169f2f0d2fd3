import { isDeepStrictEqual } from "node:util";

import { containersByName } from "../../terraform-json/containers";
import type { Body } from "../../terraform-json/body";
import { finding, type Rule } from "../finding";
import { isRecord, own } from "../../terraform-json/record";
import { type Shown, unknown } from "../../terraform-json/shown";
import { differenceText, valueText } from "../text";

/** A new revision of a task definition, by container and field; of variables and secrets the names, never a value. */
export const taskDefinition: Rule = ({ type, action, before, after, differences }) => {
  if (type !== "aws_ecs_task_definition" || action !== "replace") return [];
  const size = differences.filter(({ path }) => path === "cpu" || path === "memory").map(differenceText);
  const known = typeof after.container_definitions === "string";
  const containers = known
    ? containerChanges(containersByName(before.container_definitions), containersByName(after.container_definitions))
    : [];
  const others = differences
    .filter(
      ({ path, forcesReplacement }) => forcesReplacement && !["cpu", "memory", "container_definitions"].includes(path),
    )
    .map(differenceText);
  return [
    finding("review", "a new revision", {
      changes: [
        ...size,
        ...containers,
        ...others,
        ...(known ? [] : [`containers: ${unseen(after.container_definitions)}`]),
      ],
      why: "New tasks start with it; the old revision stays, so that a deployment can go back to it.",
      todo: "See that the images are pushed, and that every new secret has a value.",
    }),
  ];
};

function unseen(definitions: Shown): string {
  const why = definitions === unknown ? ", since they name something that is still to be created" : "";
  return `${valueText(definitions)}${why}`;
}

function containerChanges(before: ReadonlyMap<string, Body>, after: ReadonlyMap<string, Body>): string[] {
  const gone = [...before.keys()].filter((name) => !after.has(name)).map((name) => `- container ${name}`);
  const others = [...after].flatMap(([name, container]) => {
    const earlier = before.get(name);
    if (!earlier) return [`+ container ${name}: image ${valueText(container.image as Shown)}`];
    return fieldChanges(earlier, container).map((line) => `${name}: ${line}`);
  });
  return [...gone, ...others];
}

/** Fields that are lists of names with values. */
const named: Readonly<Record<string, string>> = { environment: "variable", secrets: "secret" };

function fieldChanges(before: Body, after: Body): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].flatMap((field) => {
    const [from, to] = [own(before, field), own(after, field)];
    if (isDeepStrictEqual(from, to) || (isEmpty(from) && isEmpty(to))) return [];
    const what = Object.hasOwn(named, field) ? named[field] : undefined;
    if (what !== undefined) return nameChanges(what, values(from), values(to));
    return [`${field}: ${valueText(from as Shown)} → ${valueText(to as Shown)}`];
  });
}

/** ECS gives back empty lists and zeros for what was not set. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === 0 || (Array.isArray(value) && value.length === 0);
}

function values(list: unknown): ReadonlyMap<string, unknown> {
  const entries = (Array.isArray(list) ? (list as unknown[]) : []).filter(isRecord);
  return new Map(entries.map(({ name, ...rest }) => [String(name), rest]));
}

function nameChanges(
  what: string,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): string[] {
  return [
    ...[...before.keys()].filter((name) => !after.has(name)).map((name) => `- ${what} ${name}`),
    ...[...after.keys()].filter((name) => !before.has(name)).map((name) => `+ ${what} ${name}`),
    ...[...after.keys()]
      .filter((name) => before.has(name) && !isDeepStrictEqual(before.get(name), after.get(name)))
      .map((name) => `~ ${what} ${name} (another ${what === "secret" ? "source" : "value"})`),
  ];
}
