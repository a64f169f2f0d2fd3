import { recordsIn } from "../../terraform-json/record";
import { containersByName } from "../../terraform-json/containers";
import type { Body } from "../../terraform-json/body";
import type { Shown } from "../../terraform-json/shown";
import { valueText } from "../text";
import { linesOf } from "./lines";

/** Fields that say what a container does and may do; the others are in the whole review. */
const telling = [
  ...["entryPoint", "command", "cpu", "memory", "memoryReservation", "user", "privileged", "linuxParameters"],
  ...["readonlyRootFilesystem", "healthCheck"],
];

/** What the containers of a new task definition are; of variables and secrets the names. */
export function containerLines(definitions: Shown): string[] {
  const containers = containersByName(definitions);
  if (containers.size === 0) return [`containers: ${valueText(definitions)}`];
  return [...containers].flatMap(([name, container]) => lines(container).map((line) => `${name}: ${line}`));
}

function lines(container: Body): string[] {
  const { image, portMappings, environment, secrets } = container;
  return [
    ...linesOf("image", image as Shown),
    ...listed("ports", recordsIn(portMappings).map(portText)),
    ...listed("variables", namesOf(environment)),
    ...listed("secrets", namesOf(secrets)),
    ...telling.filter((field) => container[field] !== 0).flatMap((field) => linesOf(field, container[field] as Shown)),
  ];
}

function listed(what: string, texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : [`${what}: ${texts.join(", ")}`];
}

function portText({ containerPort, protocol = "tcp" }: Record<string, unknown>): string {
  return `${String(containerPort)}/${String(protocol)}`;
}

function namesOf(list: unknown): string[] {
  return recordsIn(list).map(({ name }) => String(name));
}
