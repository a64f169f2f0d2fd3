import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

import { awsClient } from "../aws/client";
import { counted } from "../counted";
import { Failure } from "../failure";
import { contentOf } from "../secrets/stored-secret";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { endpointOf } from "../tunnel/database-endpoint";
import { type DeclaredDatabase, declaredDatabases } from "../tunnel/declared-databases";
import { type Execution, execute } from "./emulator/execution";
import { nameOf, type RunningTask } from "./running-tasks";
import { type ContainerVariables, valueOf, type Variable, variablesInside, withoutShell } from "./variables-inside";

/** Who a database belongs to. */
export interface Master {
  readonly database: string;
  readonly user: string;
  /** Empty where only RDS knows it. */
  readonly password: string;
}

/**
 * Connects to each database as each service does, from inside its tasks, and looks for the master user in what applications get.
 *
 * @returns what was seen, in words
 * @throws Failure with everything that a database lets in, or keeps out, against what it was made for
 */
export async function proveDatabases(
  url: string,
  stack: SynthesizedStack,
  tasks: readonly RunningTask[],
): Promise<string> {
  const databases = declaredDatabases(stack).filter(({ kind }) => kind !== "proxy");
  if (databases.length === 0) return "there is none";
  const containers = await variablesInside(url, tasks);
  const masters = await Promise.all(databases.map((database) => masterOf(database, stack.region)));
  const logins = containers.flatMap((container) => loginOf(container) ?? []);
  const problems = [
    ...containers.flatMap((container) => mastersIn(container, masters)),
    ...sharedUsers(logins, masters),
    ...(await Promise.all(logins.map((login) => problemsOf(url, login)))).flat(),
  ];
  if (problems.length > 0)
    throw new Failure(["The databases are not closed as they are to be:", ...problems].join("\n"));
  const looked = containers.filter(({ variables }) => variables).length;
  const users = new Set(logins.map(({ user }) => user)).size;
  return [
    logins.length === 0
      ? "no container has a user and a password in libpq's variables"
      : `${counted(users, "user")} from ${counted(logins.length, "container")} with the certificate verified, plaintext and another name refused`,
    `the master user in none of ${counted(looked, "container")}${withoutShell(containers)}`,
  ].join(", ");
}

async function masterOf(database: DeclaredDatabase, region: string): Promise<Master> {
  const { user = "", secret: SecretId } = await endpointOf(region, database);
  if (SecretId === undefined) return { database: database.name, user, password: "" };
  const secrets = awsClient(SecretsManagerClient, region);
  const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const content = contentOf(SecretString);
  const password = content.kind === "not-an-object" ? SecretString : String(content.values.password);
  return { database: database.name, user, password };
}

/** As whom the application of a container logs in, with libpq's variables. */
interface Login {
  readonly task: RunningTask;
  readonly container: string;
  readonly user: string;
  readonly variables: readonly Variable[];
}

/** None of what gets no password: an application that fetches tokens, or knows its database by variables of its own. */
function loginOf({ task, container, variables = [] }: ContainerVariables): Login | undefined {
  const user = valueOf(variables, "PGUSER");
  return user === "" || valueOf(variables, "PGPASSWORD") === "" ? undefined : { task, container, user, variables };
}

/** The variables that tell a container the password of a master user, or its name; their values stay here. */
export function mastersIn(
  { task, container, variables = [] }: Pick<ContainerVariables, "task" | "container" | "variables">,
  masters: readonly Master[],
): string[] {
  const where = `${nameOf(task)}, container ${container}`;
  return masters.flatMap(({ database, user, password }) =>
    variables.flatMap(({ name, value }) => [
      ...(password !== "" && value.includes(password)
        ? [`  ${where} has the password of the master user of ${database} in ${name}`]
        : []),
      ...(isUser(name, value, user) ? [`  ${where} has the name of the master user of ${database} in ${name}`] : []),
    ]),
  );
}

/** Whether a variable names a user: by itself, or in an address such as `postgresql://user:password@host`. */
function isUser(name: string, value: string, user: string): boolean {
  if (user === "") return false;
  return /USER/i.test(name) ? value === user : value.includes(`://${user}:`) || value.includes(`://${user}@`);
}

function sharedUsers(logins: readonly Login[], masters: readonly Master[]): string[] {
  const services = new Map<string, Set<string>>();
  for (const { user, variables, task } of logins) {
    const who = `${user} at ${valueOf(variables, "PGHOST")}`;
    services.set(who, (services.get(who) ?? new Set()).add(task.service.key));
  }
  return [...services].flatMap(([who, keys]) => [
    ...(keys.size > 1 ? [`  ${[...keys].join(" and ")} are the same user ${who}`] : []),
    ...(masters.some(({ user }) => who.startsWith(`${user} at `)) ? [`  ${who} is the master user`] : []),
  ]);
}

const whoAmI = "SELECT current_user || ' ' || ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

/** With the certificates that the container trusts. */
const psql = `
printf '%s' "$AUTHORITIES" >/tmp/authorities.pem
exec psql --no-psqlrc --no-align --tuples-only --command "${whoAmI}"`;

async function problemsOf(url: string, { task, container, user, variables }: Login): Promise<string[]> {
  const who = `${nameOf(task)}, container ${container}`;
  const place = { task: task.arn, container };
  const { output: authorities } = await execute(url, place, ["sh", "-c", 'cat "$PGSSLROOTCERT"']);
  const own = Object.fromEntries(
    ["PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "PGPASSWORD"].map((name) => [name, valueOf(variables, name)]),
  );
  const ask = (further: Readonly<Record<string, string>>): Promise<Execution> =>
    execute(url, { task: task.arn }, ["sh", "-c", psql], {
      ...{ ...own, AUTHORITIES: authorities, PGSSLROOTCERT: "/tmp/authorities.pem", PGCONNECT_TIMEOUT: "10" },
      ...{ PGSSLMODE: "verify-full", ...further },
    });
  const [verified, plain] = [await ask({}), await ask({ PGSSLMODE: "disable" })];
  const address = await execute(url, { task: task.arn }, ["getent", "ahostsv4", own.PGHOST ?? ""]);
  const otherName = await ask({ PGHOST: "another.example.org", PGHOSTADDR: address.output.split(" ")[0] ?? "" });
  return [
    ...(verified.output.trim() === `${user} true`
      ? []
      : [`  ${who} does not get in as ${user} with the certificate verified: ${whyNot(verified)}`]),
    ...(plain.exitCode !== 0 && plain.output.includes("no encryption")
      ? []
      : [`  ${who} is not refused without TLS: ${whyNot(plain)}`]),
    ...(otherName.exitCode !== 0 && otherName.output.includes("does not match host name")
      ? []
      : [`  ${who} takes the certificate for another name's: ${whyNot(otherName)}`]),
  ];
}

/** What psql says has no password in it. */
function whyNot({ exitCode, output }: Execution): string {
  return exitCode === 0 ? "it connects" : output.trim();
}
