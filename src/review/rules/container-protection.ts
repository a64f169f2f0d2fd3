import { containersByName } from "../../terraform-json/containers";
import type { Body } from "../../terraform-json/body";
import { finding, type Finding, type Rule } from "../finding";
import { isRecord, own, recordsIn } from "../../terraform-json/record";

/** A container that may do more on its host than before, or from the start, or that gets a secret in clear. */
export const containerProtection: Rule = ({ type, action, before, after }) => {
  if (type !== "aws_ecs_task_definition" || (action !== "replace" && action !== "create")) return [];
  const earlier = containersByName(before.container_definitions);
  return [...containersByName(after.container_definitions)].flatMap(([name, container]) =>
    weaker(name, earlier.get(name) ?? {}, container),
  );
};

function weaker(name: string, before: Body, after: Body): Finding[] {
  const plain = namesOf(after.environment).filter((variable) => namesOf(before.secrets).includes(variable));
  const more = [
    ...(after.privileged === true && before.privileged !== true ? ["privileged: on"] : []),
    ...(isRoot(after.user) && !isRoot(before.user) && before.name !== undefined
      ? ["user: root, or the image's own"]
      : []),
    ...(before.readonlyRootFilesystem === true && after.readonlyRootFilesystem !== true
      ? ["readonlyRootFilesystem: off"]
      : []),
    ...capabilities(after)
      .filter((one) => !capabilities(before).includes(one))
      .map((one) => `capability ${one}`),
  ];
  return [
    ...(plain.length === 0
      ? []
      : [
          finding("blocks", "puts a secret into plain text", {
            changes: plain.map((variable) => `${name}: ${variable}`),
            why: "Whoever may read the task definition, the state or the console reads its value.",
            todo: "Put it back under secrets, and give it another value if the old one was written down.",
          }),
        ]),
    ...(more.length === 0
      ? []
      : [
          finding("dangerous", "lets a container do more on its host", {
            changes: more.map((one) => `${name}: ${one}`),
            why: "Whoever breaks into it gets further.",
            todo: "See that the container cannot do without it.",
          }),
        ]),
  ];
}

function namesOf(list: unknown): string[] {
  return recordsIn(list).map(({ name }) => String(name));
}

/** What is not said is what the image says, which is mostly root. */
function isRoot(user: unknown): boolean {
  return user === undefined || user === null || (typeof user === "string" && /^(root|0)?(:.*)?$/.test(user));
}

function capabilities({ linuxParameters }: Body): string[] {
  const set = isRecord(linuxParameters) ? own(linuxParameters, "capabilities") : undefined;
  const added = isRecord(set) ? own(set, "add") : undefined;
  return Array.isArray(added) ? added.map(String) : [];
}
