import { describe, expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { checked } from "../support/platform";
import { type Block, Synthesized } from "../support/synthesized";

interface Container extends Block {
  readonly name: string;
  readonly environment: readonly { readonly name: string }[];
  readonly secrets: readonly { readonly name: string }[];
  readonly dependsOn: readonly Block[];
}

interface Changes {
  readonly [key: string]: Changes | string | number | readonly string[];
}

/** What some changes, nested like the environment, make of the valid environment. */
function synthesized(changes: Changes = {}): Synthesized {
  const { accounts, environments } = checked((draft: Changes) => {
    merge(draft, changes);
  });
  const [account] = accounts;
  const [environment] = environments;
  if (!account || !environment) throw new Error("there is no environment");
  return new Synthesized(new EnvironmentStack(Testing.app(), environment, account));
}

function merge(target: Changes, changes: Changes): void {
  for (const [key, change] of Object.entries(changes)) {
    const current = target[key];
    if (isNested(current) && isNested(change)) merge(current, change);
    else Object.assign(target, { [key]: change });
  }
}

function isNested(value: Changes[string] | undefined): value is Changes {
  return typeof value === "object" && !Array.isArray(value);
}

const userSecret = "services/api/database-user/secret";

function containers(stack: Synthesized, service: string): Container[] {
  const definition = stack.resources("aws_ecs_task_definition")[`services/${service}/task-definition`];
  return JSON.parse(definition?.container_definitions as string) as Container[];
}

function container(stack: Synthesized, service: string, name = service): Container | undefined {
  return containers(stack, service).find((one) => one.name === name);
}

describe("a service whose application ends TLS itself", () => {
  const stack = synthesized({ services: { web: { ingress: { tls: "application" } } } });

  test("is asked in HTTPS on its own port, and no sidecar stands before it", () => {
    const [group] = Object.entries(stack.resources("aws_lb_target_group")).filter(([path]) => path.includes("/web/"));

    expect(group?.[1]).toMatchObject({ protocol: "HTTPS", port: 3000 });
    expect(containers(stack, "web").map(({ name }) => name)).toEqual(["web", "volumes"]);
    expect(container(stack, "web")?.environment.map(({ name }) => name)).not.toContain("PORT");
  });
});

describe("a service with another port behind its TLS sidecar", () => {
  const stack = synthesized({
    services: { web: { ingress: { tls: "sidecar", applicationPort: 8080 } } },
    loadBalancers: { public: { idleTimeoutSeconds: 300 } },
  });

  test("is told that port, and the sidecar waits longer than the load balancer", () => {
    expect(container(stack, "web")?.environment).toContainEqual({ name: "PORT", value: "8080" });
    const [configuration] = container(stack, "web", "tls")?.environment ?? [];
    expect(configuration).toMatchObject({
      name: "NGINX_CONFIGURATION",
      value: expect.stringMatching(/proxy_pass http:\/\/127\.0\.0\.1:8080;[^]+proxy_read_timeout 310s;/),
    });
  });

  test("has another target group than it had before, so that both can exist", () => {
    const before = synthesized();
    const names = [before, stack].map((one) =>
      Object.entries(one.resources("aws_lb_target_group"))
        .filter(([path]) => path.includes("/web/"))
        .map(([, { name }]) => name),
    );

    expect(names[0]).not.toEqual(names[1]);
  });
});

describe("a service that says why it writes to its own file system", () => {
  const stack = synthesized({
    services: {
      web: {
        writableRootFilesystem: "it unpacks its plugins beside its own code",
        sidecars: { cache: { image: "redis:8.2.1", scratch: ["/data"] } },
      },
    },
  });

  test("may do so, without scratch space; its sidecars still may not", () => {
    expect(container(stack, "web")).toMatchObject({ readonlyRootFilesystem: false, mountPoints: [] });
    expect(container(stack, "web", "cache")).toMatchObject({
      readonlyRootFilesystem: true,
      mountPoints: [{ containerPath: "/tmp" }, { containerPath: "/data" }],
    });
  });
});

describe("an environment with a proxy before its database", () => {
  const stack = synthesized({ database: { proxy: "created" } });

  test("lets services reach the proxy, and only the proxy reach the database", () => {
    const edges = Object.values(stack.resources("aws_vpc_security_group_egress_rule")).map(
      ({ description }) => description,
    );

    expect(edges).toEqual(expect.arrayContaining(["api to database-proxy", "database-proxy to database"]));
    expect(edges).not.toContain("api to database");
  });

  test("gives applications no password, and new tasks when the proxy gets another one of their user", () => {
    const names = container(stack, "api")?.secrets.map(({ name }) => name);
    const patterns = Object.values(stack.resources("aws_cloudwatch_event_rule")).map(
      ({ event_pattern }) => event_pattern,
    );

    expect(names).toEqual(["PAYMENT_URL", "SESSION_KEY"]);
    expect(patterns.join()).toContain(stack.reference("aws_secretsmanager_secret", userSecret, "arn"));
    expect(patterns.join()).not.toContain("master_user_secret");
  });

  test("starts services when the proxy reaches the database", () => {
    expect(stack.resources("aws_ecs_service")["services/api/service"]?.depends_on).toContain(
      stack.address("aws_db_proxy_target", "database-proxy/target"),
    );
  });
});

describe("a service that uses the database", () => {
  const stack = synthesized({ services: { api: { release: { command: ["migrate"] } } } });
  const [application, preparation, release, volumes] = containers(stack, "api");
  const master = stack.reference("aws_db_instance", "database", "master_user_secret[0].secret_arn");
  const password = `${stack.reference("aws_secretsmanager_secret_version", `${userSecret}/version`, "arn")}:password::`;

  test("connects as its own user, with that user's password", () => {
    for (const one of [application, release]) {
      expect(one?.environment).toContainEqual({ name: "PGUSER", value: "api" });
      expect(one?.secrets).toContainEqual({ name: "PGPASSWORD", valueFrom: password });
    }
  });

  test("has a container that alone gets the master user's secret, and ends before any other connects", () => {
    expect(preparation).toMatchObject({ name: "database-user", essential: false, user: "postgres" });
    expect(preparation?.secrets).toEqual([
      { name: "PGPASSWORD", valueFrom: `${master}:password::` },
      { name: "PGUSER", valueFrom: `${master}:username::` },
      { name: "SERVICE_PASSWORD", valueFrom: password },
    ]);
    for (const one of [application, release, volumes]) expect(JSON.stringify(one)).not.toContain("master_user_secret");
    for (const one of [application, release])
      expect(one?.dependsOn).toContainEqual({ containerName: "database-user", condition: "SUCCESS" });
  });

  test("gets new tasks when its user has another password, and none when the master user does", () => {
    const patterns = Object.values(stack.resources("aws_cloudwatch_event_rule")).map(
      ({ event_pattern }) => event_pattern,
    );

    expect(patterns.join()).toContain(stack.reference("aws_secretsmanager_secret", userSecret, "arn"));
    expect(patterns.join()).not.toContain("master_user_secret");
  });

  test("has its user's secret beside its others in the outputs", () => {
    expect(stack.section("output")).toMatchObject({
      secrets: {
        value: {
          api: expect.objectContaining({
            "database-user": stack.reference("aws_secretsmanager_secret", userSecret, "arn"),
          }) as unknown,
        },
      },
    });
  });
});

describe("a service that logs in to the database with IAM tokens", () => {
  const stack = synthesized({ services: { api: { database: { authentication: "iam" } } } });

  test("has a user without password, and no secret for one", () => {
    expect(stack.resources("aws_secretsmanager_secret")).not.toHaveProperty([userSecret]);
    expect(container(stack, "api")?.secrets.map(({ name }) => name)).toEqual(["PAYMENT_URL", "SESSION_KEY"]);
    expect(container(stack, "api", "database-user")?.environment).toContainEqual({ name: "LOGIN", value: "iam" });
  });
});

describe("a service that reads what another one owns", () => {
  const reader = { user: "web", access: "reader", connectionsPerTask: 1 };
  const stack = synthesized({
    database: { extensions: ["pgcrypto", "citext"] },
    services: { web: { database: reader } },
  });

  test("has a user that is told so", () => {
    const environment = container(stack, "web", "database-user")?.environment;

    expect(environment).toEqual(
      expect.arrayContaining([
        { name: "SERVICE_USER", value: "web" },
        { name: "SCHEMA_OWNER", value: "api" },
        { name: "SERVICE_SCHEMA", value: "public" },
        { name: "EXTENSIONS", value: "pgcrypto citext" },
      ]),
    );
  });
});
