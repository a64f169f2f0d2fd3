import type { ContainerDefinition } from "@aws-sdk/client-ecs";

import { counted } from "../counted";
import { Failure } from "../failure";
import { type Execution, execute, isMissing } from "./emulator/execution";
import { nameOf, type RunningTask } from "./running-tasks";
import { declaredSecrets, strayingSecrets } from "./secrets-inside";
import { type ContainerVariables, valueOf, variablesInside, withoutShell } from "./variables-inside";

/**
 * Looks from inside whether containers keep to themselves: where they write, which secrets they have, and what their role may do.
 *
 * @returns what was seen, in words
 * @throws Failure with everything that a container can do, or has, and is not to
 */
export async function proveIsolation(url: string, region: string, tasks: readonly RunningTask[]): Promise<string> {
  const containers = await variablesInside(url, tasks);
  const secrets = await declaredSecrets(tasks, region);
  const readable = containers.filter(({ variables }) => variables);
  const [written, roles] = [
    await Promise.all(readable.map((container) => pathsOf(url, container))),
    await Promise.all(tasks.map((task) => roleOf(url, task, containers))),
  ];
  const problems = [
    ...written.flatMap((one) => one.problems),
    ...strayingSecrets(containers, secrets),
    ...roles.flatMap((one) => one.problems),
  ];
  if (problems.length > 0) throw new Failure(["Containers do not keep to themselves:", ...problems].join("\n"));
  const [closed, open] = [sum(written, "closed"), sum(written, "open")];
  const denied = roles.filter(({ seen }) => seen === "denied").length;
  const others = roles.flatMap(({ seen }) => (seen === "denied" || seen === "" ? [] : [seen]));
  return [
    `${counted(readable.length, "container")}: ${counted(closed, "folder")} not writable, ${open} writable as mounted`,
    `${counted(secrets.length, "secret")} only where declared`,
    `${counted(denied, "task role")} denied iam:ListUsers${others.map((one) => `, ${one}`).join("")}${withoutShell(containers)}`,
  ].join("; ");
}

/** Where programs write by default. */
const usualFolders = ["/", "/etc", "/home", "/opt", "/run", "/srv", "/tmp", "/usr", "/var", "/var/tmp"];

/** The folders that nothing in a container may write to; none where its root file system is open. */
export function closedFolders({ mountPoints = [], readonlyRootFilesystem }: ContainerDefinition): string[] {
  const mounts = mountPoints.map(({ containerPath = "" }) => containerPath);
  const isMounted = (folder: string): boolean =>
    mounts.some((mount) => folder === mount || folder.startsWith(`${mount}/`));
  return [
    ...(readonlyRootFilesystem === true ? usualFolders.filter((folder) => !isMounted(folder)) : []),
    ...mountPoints.flatMap(({ containerPath = "", readOnly }) => (readOnly === true ? [containerPath] : [])),
  ];
}

/** The folders that the container's own user has to be able to write to. */
export function openFolders({ mountPoints = [] }: ContainerDefinition): string[] {
  return mountPoints.flatMap(({ containerPath = "", readOnly }) => (readOnly === true ? [] : [containerPath]));
}

/** Says of each folder that is there whether it takes a file. */
const tryToWrite = `
for folder in "$@"; do
  [ -d "$folder" ] || continue
  file="$folder/written-to-see-whether-it-can-be"
  if (: >"$file") 2>/dev/null; then rm -f "$file"; echo "open $folder"; else echo "closed $folder"; fi
done`;

interface Paths {
  readonly closed: number;
  readonly open: number;
  readonly problems: readonly string[];
}

/** What is closed is closed for root, too. */
async function pathsOf(url: string, { task, container }: ContainerVariables): Promise<Paths> {
  const definition = task.running.find(({ name }) => name === container);
  if (!definition) return { closed: 0, open: 0, problems: [] };
  const run = (folders: readonly string[], user = ""): Promise<Execution> =>
    execute(url, { task: task.arn, container, user }, ["sh", "-c", tryToWrite, "sh", ...folders]);
  const [shut, own] = [await run(closedFolders(definition), "root"), await run(openFolders(definition))];
  const where = `${nameOf(task)}, container ${container}`;
  return {
    closed: linesOf(shut, "closed").length,
    open: linesOf(own, "open").length,
    problems: [
      ...linesOf(shut, "open").map((folder) => `  ${where} can write to ${folder}`),
      ...linesOf(own, "closed").map((folder) => `  ${where} cannot write to ${folder}, which is mounted for that`),
      ...[shut, own].filter(isMissing).map(({ output }) => `  ${where} cannot be tried: ${output.trim()}`),
    ],
  };
}

function linesOf({ output }: Execution, kind: "open" | "closed"): string[] {
  const start = `${kind} `;
  return output.split("\n").flatMap((line) => (line.startsWith(start) ? [line.slice(start.length)] : []));
}

/** Asks as the task's role who it is, which needs no permission, and for all users. */
const callAsRole = `
credentials=$(curl --silent --max-time 10 "http://169.254.170.2$CREDENTIALS")
field() { printf '%s' "$credentials" | sed -n "s/.*\\"$1\\": *\\"\\([^\\"]*\\)\\".*/\\1/p"; }
call() {
  printf 'user = "%s:%s"\\nheader = "X-Amz-Security-Token: %s"\\n' "$(field AccessKeyId)" "$(field SecretAccessKey)" "$(field Token)" |
    curl --silent --insecure --max-time 10 --config - --aws-sigv4 "aws:amz:$2:$1" --output /tmp/answer --write-out '%{http_code}' "$3"
  grep -o -e '<Code>[A-Za-z]*' -e '<Arn>[^<]*' /tmp/answer | sed 's/<[A-Za-z]*>/ /' | tr -d '\\n'
  rm -f /tmp/answer
  echo
}
call sts "$REGION" "https://sts.$REGION.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"
call iam us-east-1 "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"`;

interface RoleSeen {
  /** Empty where it has no role. */
  readonly seen: string;
  readonly problems: readonly string[];
}

async function roleOf(url: string, task: RunningTask, containers: readonly ContainerVariables[]): Promise<RoleSeen> {
  const variables = containers.filter((one) => one.task === task).flatMap((one) => one.variables ?? []);
  const path = valueOf(variables, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  if (task.taskRole === undefined || path === "") return { seen: "", problems: [] };
  const { output } = await execute(url, { task: task.arn }, ["sh", "-c", callAsRole], {
    ...{ CREDENTIALS: path, REGION: task.service.region },
  });
  const [identity = "", users = ""] = output.split("\n");
  if (identity.startsWith("000")) return { seen: `${nameOf(task)} reaches no API of AWS's`, problems: [] };
  const role = task.taskRole.split("/").pop() ?? "";
  return {
    seen: "denied",
    problems: [
      ...(identity.startsWith("200") && identity.includes(`assumed-role/${role}/`)
        ? []
        : [`  ${nameOf(task)} is not its role ${role} to AWS's APIs, which answer ${identity}`]),
      ...(users.startsWith("403 AccessDenied")
        ? []
        : [`  ${nameOf(task)} may call iam:ListUsers, which answers ${users}`]),
    ],
  };
}

function sum<Key extends string>(all: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return all.reduce((total, one) => total + one[key], 0);
}
