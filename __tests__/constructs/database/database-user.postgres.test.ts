import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import { checkPlatform } from "../../../src/config/platform";
import { EnvironmentStack } from "../../../src/stacks/environment-stack";
import { validAccount, validEnvironment } from "../../support/platform";
import { type Login, master, type Outcome, PostgresServer } from "../../support/postgres-server";
import { Synthesized } from "../../support/synthesized";

interface Container {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment: readonly { readonly name: string; readonly value: string }[];
}

/** Services by their keys, which are their users too, with how they use the database. */
const services = {
  api: {},
  report: { access: "reader" },
  shop: { schema: "shop" },
  robot: { schema: "robot", authentication: "iam" },
} as const;
type User = keyof typeof services;

/** The container of each service that prepares its user, as it stands in the synthesized JSON. */
const preparations = preparationsOf(services);

let server: PostgresServer;

beforeAll(async () => {
  server = await PostgresServer.start();
  server.succeed(master, existing);
});

afterAll(() => {
  server.stop();
});

/** What the master user made before services had users of their own, one of everything that applications make. */
const existing = `
  CREATE TABLE invoices (id serial PRIMARY KEY, position int GENERATED ALWAYS AS IDENTITY, amount int);
  INSERT INTO invoices (amount) VALUES (42);
  CREATE TABLE events (day int) PARTITION BY RANGE (day);
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
  CREATE VIEW totals AS SELECT sum(amount) AS total FROM invoices;
  CREATE MATERIALIZED VIEW "Monthly totals" AS SELECT 1 AS total;
  CREATE TYPE mood AS ENUM ('good');
  CREATE DOMAIN percentage AS int;
  CREATE TYPE address AS (street text);
  CREATE SEQUENCE numbers;
  CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT 2 * $1';
  CREATE PROCEDURE nothing() LANGUAGE sql AS 'SELECT 1';
  CREATE AGGREGATE total(int) (sfunc = int4pl, stype = int);
`;

function preparationsOf(users: Readonly<Record<string, object>>): ReadonlyMap<string, Container> {
  const { database, services, ...others } = validEnvironment();
  const { web } = services;
  if (!database || !web) throw new Error("the environment is another one");
  const { accounts, environments } = checkPlatform({
    accounts: [validAccount()],
    environments: [
      {
        ...others,
        loadBalancers: {},
        database: { ...database, instanceClass: "db.t3.medium", extensions: ["citext"] },
        services: Object.fromEntries(
          Object.entries(users).map(([user, use]) => [
            user,
            { ...web, ingress: undefined, database: { user, connectionsPerTask: 1, ...use } },
          ]),
        ),
      },
    ],
  });
  const [account] = accounts;
  const [environment] = environments;
  if (!account || !environment) throw new Error("there is no environment");
  const stack = new Synthesized(new EnvironmentStack(Testing.app(), environment, account));
  return new Map(
    Object.keys(users).map((key) => {
      const definition = stack.resources("aws_ecs_task_definition")[`services/${key}/task-definition`];
      const containers = JSON.parse(definition?.container_definitions as string) as Container[];
      const preparation = containers.find(({ name }) => name === "database-user");
      if (!preparation) throw new Error(`${key} has no container that prepares its user`);
      return [key, preparation];
    }),
  );
}

/** Runs the container of a service with what ECS would put into its secrets. */
function prepare(user: string, password = passwordOf(user), from = preparations): Promise<Outcome> {
  const container = from.get(user);
  if (!container) throw new Error(`there is no service ${user}`);
  const plain = Object.fromEntries(container.environment.map(({ name, value }) => [name, unescaped(value)]));
  const secrets = { PGUSER: master.user, PGPASSWORD: master.password, SERVICE_PASSWORD: password };
  return server.run(container.command.map(unescaped), { ...plain, ...secrets });
}

/** As Terraform hands it to ECS. */
function unescaped(text: string): string {
  return text.replaceAll("$${", "${").replaceAll("%%{", "%{");
}

function passwordOf(user: string): string {
  return `secret-of-${user}`;
}

function as(user: User, password = passwordOf(user)): Login {
  return { user, password };
}

/** Everything that the database knows of rights, but for passwords. */
function rights(): string {
  return server.succeed(
    master,
    `SELECT rolname, rolcanlogin, rolcreaterole, rolcreatedb, rolinherit FROM pg_roles ORDER BY 1;
     SELECT roleid::regrole, member::regrole, admin_option FROM pg_auth_members ORDER BY 1, 2, 3;
     SELECT setrole::regrole, setconfig FROM pg_db_role_setting ORDER BY 1;
     SELECT datname, datacl FROM pg_database ORDER BY 1;
     SELECT nspname, nspowner::regrole, nspacl FROM pg_namespace ORDER BY 1;
     SELECT defaclrole::regrole, defaclnamespace::regnamespace, defaclacl FROM pg_default_acl ORDER BY 1, 2;
     SELECT oid::regclass, relowner::regrole, relacl FROM pg_class ORDER BY 1;`,
  );
}

describe("the container that prepares a service's user", () => {
  test.each(Object.keys(services) as User[])("prepares %s, and says so without its password", async (user) => {
    const { exitCode, output } = await prepare(user);

    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringMatching(`The user ${user} is prepared: it connects to shop`) as unknown,
    });
    expect(output).not.toMatch(/WARNING|ERROR|secret-of|of-the-master-user/);
  });

  test("changes nothing when it is repeated", async () => {
    const before = rights();
    for (const user of Object.keys(services)) expect(await prepare(user)).toMatchObject({ exitCode: 0 });

    expect(rights()).toBe(before);
  });

  test("bears being started many times at once", async () => {
    const users = Array.from({ length: 3 }, () => Object.keys(services)).flat();
    const outcomes = await Promise.all(users.map((user) => prepare(user)));

    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual(users.map(() => 0));
  });

  test("makes a new password the only one", async () => {
    expect(await prepare("shop", "turned")).toMatchObject({ exitCode: 0 });

    expect(server.query(as("shop"), "SELECT 1").output).toContain("password authentication failed");
    expect(server.succeed(as("shop", "turned"), "SELECT 1")).toBe("1");
    await prepare("shop");
    expect(server.succeed(as("shop"), "SELECT 1")).toBe("1");
  });

  test("tells the server's log no password, though that has every statement", () => {
    const log = server.log();

    expect(log).toContain("ALTER USER api PASSWORD 'SCRAM-SHA-256$");
    expect(log).not.toMatch(/secret-of|turned/);
  });
});

describe("an owner", () => {
  test("makes, changes, fills and drops tables in its schema", () => {
    server.succeed(
      as("api"),
      "CREATE TABLE drafts (id int); ALTER TABLE drafts ADD note text; INSERT INTO drafts VALUES (1)",
    );
    expect(server.succeed(as("api"), "SELECT count(*) FROM public.drafts; DROP TABLE drafts")).toBe("1");
    server.succeed(as("shop"), "CREATE TABLE goods (id int); INSERT INTO shop.goods VALUES (7)");
    expect(server.succeed(as("shop"), "SELECT id FROM goods")).toBe("7");
  });

  test("owns what the master user had made in its schema, and the master user still reads it", () => {
    const owners = server.succeed(
      master,
      `SELECT DISTINCT relowner::regrole FROM pg_class WHERE relnamespace = 'public'::regnamespace;
       SELECT DISTINCT proowner::regrole FROM pg_proc WHERE pronamespace = 'public'::regnamespace;
       SELECT DISTINCT typowner::regrole FROM pg_type WHERE typnamespace = 'public'::regnamespace;`,
    );

    expect(owners.split("\n")).toEqual(["api", "api", "api"]);
    server.succeed(as("api"), "ALTER TABLE invoices ADD note text; ALTER TABLE events_1 ADD CHECK (day < 5)");
    expect(server.succeed(as("api"), "SELECT twice(amount) FROM invoices; SELECT total FROM totals")).toBe("84\n42");
    expect(server.succeed(master, "SELECT amount FROM public.invoices")).toBe("42");
  });

  test("uses extensions, which it cannot create", () => {
    expect(server.succeed(as("api"), "SELECT 'A'::citext = 'a'::citext")).toBe("t");
    expect(server.query(as("api"), "CREATE EXTENSION hstore").output).toContain("permission denied");
  });
});

describe("a reader", () => {
  test("reads what its owner has, and what it makes later", () => {
    server.succeed(as("api"), "CREATE TABLE later (id int); INSERT INTO later VALUES (3)");

    expect(
      server.succeed(as("report"), "SELECT amount FROM invoices; SELECT id FROM later; SELECT total FROM totals"),
    ).toBe("42\n3\n42");
  });

  test.each(["INSERT INTO later VALUES (4)", "DELETE FROM invoices", "DROP TABLE later", "CREATE TABLE mine (id int)"])(
    "may not %s",
    (statement) => {
      const { exitCode, output } = server.query(as("report"), statement);

      expect(exitCode).not.toBe(0);
      expect(output).toMatch(/permission denied|must be owner/);
    },
  );

  test("that becomes the owner of another schema no longer reads the first one", async () => {
    const moved = preparationsOf({ ...services, report: { schema: "report" } });
    expect(await prepare("report", passwordOf("report"), moved)).toMatchObject({ exitCode: 0 });

    expect(server.query(as("report"), "SELECT amount FROM public.invoices").output).toContain("permission denied");
    await prepare("report");
    expect(server.succeed(as("report"), "SELECT amount FROM public.invoices")).toBe("42");
  });
});

describe("no service", () => {
  test.each<[User, string]>([
    ["shop", "SELECT amount FROM public.invoices"],
    ["api", "SELECT id FROM shop.goods"],
    ["report", "SELECT id FROM shop.goods"],
  ])("%s sees into another one's schema: %s", (user, statement) => {
    expect(server.query(as(user), statement).output).toContain("permission denied for schema");
  });

  test("lets another one see into its schema", () => {
    const { output } = server.query(as("shop"), "GRANT USAGE ON SCHEMA shop TO api");

    expect(output).toMatch(/no privileges were granted|permission denied/);
    expect(server.query(as("api"), "SELECT id FROM shop.goods").output).toContain("permission denied for schema");
  });

  const forbidden = [
    "CREATE ROLE other",
    "ALTER ROLE CURRENT_USER CREATEROLE",
    "CREATE DATABASE other",
    "CREATE SCHEMA other",
    "SET ROLE platform",
    "SET ROLE rds_superuser",
  ];
  test.each((["api", "report", "shop"] as const).flatMap((user) => forbidden.map((statement) => [user, statement])))(
    "%s may %s",
    (user, statement) => {
      const { exitCode, output } = server.query(as(user as User), statement);

      expect(exitCode).not.toBe(0);
      expect(output).toMatch(/permission denied|must be|must have/);
    },
  );

  test("has a function of its own run by the master user, whatever its name", async () => {
    server.succeed(
      as("api"),
      `CREATE FUNCTION format(text, text) RETURNS text LANGUAGE plpgsql AS $$
         BEGIN ALTER ROLE api CREATEROLE; RETURN 'SELECT 1'; END $$`,
    );
    for (const user of ["api", "report"]) expect(await prepare(user)).toMatchObject({ exitCode: 0 });

    expect(server.succeed(master, "SELECT rolcreaterole FROM pg_roles WHERE rolname = 'api'")).toBe("f");
    server.succeed(as("api"), "DROP FUNCTION format(text, text)");
  });

  test("gets a user that may do more than services may", async () => {
    server.succeed(master, "ALTER ROLE shop CREATEROLE");
    const { exitCode, output } = await prepare("shop", "other");
    server.succeed(master, "ALTER ROLE shop NOCREATEROLE");

    expect(exitCode).toBe(3);
    expect(output).toContain(
      "the user shop has rights that no service may have; revoke them, or give the service another user",
    );
    expect(server.succeed(as("shop"), "SELECT 1")).toBe("1");
  });

  test("is a member of another one's user for longer than until it starts", async () => {
    server.succeed(master, "GRANT shop TO CURRENT_USER; GRANT api TO shop");
    await prepare("shop");

    expect(server.query(as("shop"), "SELECT amount FROM public.invoices").output).toContain("permission denied");
  });
});

describe("a user without password", () => {
  test("is one that RDS lets in with IAM tokens only", () => {
    const members = "SELECT member::regrole FROM pg_auth_members WHERE roleid = 'rds_iam'::regrole ORDER BY 1";

    expect(server.succeed(master, members).split("\n")).toEqual(expect.arrayContaining(["robot"]));
    expect(server.query(as("robot"), "SELECT 1").output).toContain("password authentication failed");
  });

  test("is let in with a password again when its service says so", async () => {
    const changed = preparationsOf({ ...services, robot: { schema: "robot" } });
    expect(await prepare("robot", passwordOf("robot"), changed)).toMatchObject({ exitCode: 0 });

    expect(server.succeed(as("robot"), "SELECT pg_has_role('rds_iam', 'MEMBER')")).toBe("f");
  });
});
