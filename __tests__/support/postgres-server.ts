import { spawn, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import path from "node:path";

/** What a program did. */
export interface Outcome {
  readonly exitCode: number | null;
  /** What it wrote, errors included. */
  readonly output: string;
}

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** The master user as RDS makes it: it creates roles and databases, and is no superuser. */
export const master: Login = { user: "platform", password: "of-the-master-user" };

const superuser: Login = { user: "rdsadmin", password: "of-the-superuser" };
const database = "shop";

/**
 * A server of PostgreSQL on this machine with RDS's roles, a database that the master user owns, and TLS only. It writes every
 * statement into its log. Needs PostgreSQL as Debian installs it, or its folder of programs in `POSTGRES_BIN`; and openssl.
 */
export class PostgresServer {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  public static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync("/tmp/postgres-"); // not the tests' own, which other users may not enter
    chmodSync(folder, 0o755);
    const server = new PostgresServer(folder, await freePort());
    server.initialize();
    return server;
  }

  public stop(): void {
    asPostgres("pg_ctl", ["--pgdata", this.data, "--mode", "immediate", "stop"]);
    rmSync(this.folder, { recursive: true });
  }

  /** All that the server has written. */
  public log(): string {
    return readFileSync(path.join(this.folder, "log"), "utf8");
  }

  /** What psql makes of a statement; tuples only. */
  public query({ user, password }: Login, statement: string): Outcome {
    const environment = { ...this.clientEnvironment(), PGUSER: user, PGPASSWORD: password };
    const args = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--file=-"];
    return outcome(spawnSync("psql", args, { env: environment, input: statement, encoding: "utf8" }));
  }

  /** @throws Error when the statement fails. */
  public succeed(login: Login, statement: string): string {
    const { exitCode, output } = this.query(login, statement);
    if (exitCode !== 0) throw new Error(`${statement} as ${login.user}: ${output}`);
    return output.trim();
  }

  /** Runs a container's command as ECS would run it, without a terminal, in a folder of its own in the place of /tmp. */
  public run(command: readonly string[], variables: Readonly<Record<string, string>>): Promise<Outcome> {
    const scratch = mkdtempSync(path.join(this.folder, "tmp-"));
    const [program = "", ...args] = command.map((word) => word.replaceAll("/tmp/", `${scratch}/`));
    const environment = { ...variables, ...this.clientEnvironment() };
    return new Promise((resolve) => {
      const child = spawn(program, args, { env: environment, detached: true, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (text: Buffer) => (output += text.toString()));
      child.on("close", (exitCode) => {
        resolve({ exitCode, output });
      });
    });
  }

  private get data(): string {
    return path.join(this.folder, "data");
  }

  /** What only an environment in AWS would know. */
  private clientEnvironment(): Record<string, string> {
    return {
      PATH: process.env.PATH ?? "",
      PGHOST: "localhost",
      PGPORT: String(this.port),
      PGDATABASE: database,
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: path.join(this.folder, "server.crt"),
    };
  }

  private initialize(): void {
    const { folder, data } = this;
    const passwordFile = path.join(folder, "password");
    writeFileSync(passwordFile, superuser.password);
    this.makeCertificate();
    giveAway(folder, passwordFile, path.join(folder, "server.key"));
    const access = ["--auth=scram-sha-256", `--username=${superuser.user}`, `--pwfile=${passwordFile}`];
    mustSucceed(asPostgres("initdb", [`--pgdata=${data}`, "--encoding=UTF8", "--locale=C", ...access]));
    writeFileSync(path.join(data, "pg_hba.conf"), "hostssl all all all scram-sha-256\n");
    const settings = {
      ...{ port: this.port, listen_addresses: "localhost", unix_socket_directories: "", fsync: "off" },
      ...{ ssl: "on", ssl_cert_file: `${folder}/server.crt`, ssl_key_file: `${folder}/server.key` },
      ...{ log_statement: "all", log_min_duration_statement: 0, log_min_messages: "info" },
    };
    const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
    const args = [`--pgdata=${data}`, `--log=${folder}/log`, `--options=${options.join(" ")}`, "--wait", "start"];
    mustSucceed(asPostgres("pg_ctl", args));
    this.createMaster();
  }

  private makeCertificate(): void {
    const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const files = ["-keyout", `${this.folder}/server.key`, "-out", `${this.folder}/server.crt`];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"];
    mustSucceed(spawnSync("openssl", ["req", "-x509", ...kind, ...names, ...files], { encoding: "utf8" }));
  }

  /** Amazon RDS, "Understanding the rds_superuser role"; "Creating a database account using IAM authentication". */
  private createMaster(): void {
    const { user, password } = master;
    const statements = [
      "CREATE ROLE rds_superuser",
      "CREATE ROLE rds_iam",
      `CREATE ROLE ${user} LOGIN CREATEDB CREATEROLE PASSWORD '${password}'`,
      `GRANT rds_superuser TO ${user}`,
      `GRANT rds_iam TO ${user} WITH ADMIN OPTION`,
      `CREATE DATABASE ${database} OWNER ${user}`,
    ];
    const environment = {
      ...this.clientEnvironment(),
      ...{ PGDATABASE: "postgres", PGUSER: superuser.user, PGPASSWORD: superuser.password },
    };
    const args = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"];
    const input = statements.map((statement) => `${statement};`).join("\n");
    mustSucceed(spawnSync("psql", args, { env: environment, input, encoding: "utf8" }));
  }
}

/** Below it Debian has a folder for each major version. */
const debian = "/usr/lib/postgresql";

/** PostgreSQL refuses to run as root; Debian's has a user of its own. */
function asPostgres(program: string, args: readonly string[]): SpawnSyncReturns<string> {
  const folder = process.env.POSTGRES_BIN ?? path.join(debian, readdirSync(debian).sort().at(-1) ?? "", "bin");
  const user = isRoot() ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  // Its output goes nowhere: the server that pg_ctl leaves behind would hold a pipe open.
  const stdio = program === "pg_ctl" ? "ignore" : "pipe";
  return spawnSync(path.join(folder, program), args, { ...user, cwd: "/", encoding: "utf8", stdio });
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function idOf(flag: "-u" | "-g"): number {
  return Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
}

function giveAway(...files: readonly string[]): void {
  if (isRoot()) for (const file of files) chownSync(file, idOf("-u"), idOf("-g"));
}

function mustSucceed({ status, stdout, stderr, error }: SpawnSyncReturns<string>): void {
  if (status !== 0) throw error ?? new Error([stdout, stderr].filter(Boolean).join("\n"));
}

function outcome({ status, stdout, stderr, error }: SpawnSyncReturns<string>): Outcome {
  if (error) throw error;
  return { exitCode: status, output: stdout + stderr };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
