import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";

import { platform } from "../../../environments";
import { synthesizeEverything } from "../../support/environments";
import { type Block, policy, type Synthesized } from "../../support/synthesized";

const stack = twiggy();

function twiggy(): Synthesized {
  const found = synthesizeEverything(platform).get("twiggy-nonprod");
  if (!found) throw new Error("there is no stack twiggy-nonprod");
  return found;
}

/** The inventory that the provisioning report listed as created: one row an application. */
const applications = [
  {
    application: "twiggy-api",
    loadBalancer: "external",
    hosts: ["twiggy-api.dev.twiggy.ai"],
    controller: "CODE_DEPLOY",
    targetGroups: ["dev-twiggy-api-gr", "dev-twiggy-api-bl"],
    secret: "/app/ecs/twiggy-api",
    keys: ["DATABASE_URL", "JWT_SECRET", "TEMPORAL_ADDRESS"],
    role: "CR-twiggy-api",
  },
  {
    application: "twiggy-worker",
    loadBalancer: undefined,
    hosts: [],
    controller: "ECS",
    targetGroups: [],
    secret: "/app/ecs/twiggy-worker",
    keys: ["DATABASE_URL", "TEMPORAL_ADDRESS"],
    role: "CR-twiggy-worker",
  },
  {
    application: "twiggy-shopify",
    loadBalancer: "external",
    hosts: ["twiggy-shopify.dev.twiggy.ai"],
    controller: "CODE_DEPLOY",
    targetGroups: ["dev-twiggy-shopify-gr", "dev-twiggy-shopify-bl"],
    secret: "/app/ecs/twiggy-shopify",
    keys: ["DATABASE_URL", "SHOPIFY_API_KEY"],
    role: "CR-twiggy-shopify",
  },
  {
    application: "twiggy-dashboard",
    loadBalancer: "external",
    hosts: ["dashboard.dev.twiggy.ai", "twiggy-dashboard.dev.twiggy.ai"],
    controller: "ECS",
    targetGroups: ["dev-twiggy-dashboard-gr"],
    secret: "/app/ecs/twiggy-dashboard",
    keys: ["VITE_API_URL"],
    role: "CR-twiggy-dashboard",
  },
  {
    application: "grafana",
    loadBalancer: "internal",
    hosts: [],
    controller: "ECS",
    targetGroups: ["dev-grafana-gr"],
    secret: undefined,
    keys: [],
    role: "ecs-task-dev-nonprod-us-east-1",
  },
];

interface Container {
  readonly name: string;
  readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
}

function containers(path: string): Container[] {
  return JSON.parse(stack.resources("aws_ecs_task_definition")[path]?.container_definitions as string) as Container[];
}

/** One attribute of every resource of a type, in order. */
function values(type: string, attribute = "name"): unknown[] {
  return Object.values(stack.resources(type))
    .map((block) => block[attribute])
    .sort();
}

describe("the inventory's table of applications", () => {
  test.each(applications)("has the row of $application as it was", (row) => {
    const below = `services/${row.application}`;
    const service = stack.resources("aws_ecs_service")[`${below}/service`];
    const definition = stack.resources("aws_ecs_task_definition")[`${below}/task-definition`];
    const roleOf = (path: string): unknown => stack.resources("aws_iam_role")[path]?.name;

    expect({
      service: service?.name,
      controller: (service?.deployment_controller as Block).type,
      family: definition?.family,
      container: containers(`${below}/task-definition`)[0]?.name,
      targetGroups: ["target-group", "alternative-target-group"].flatMap(
        (id) => stack.resources("aws_lb_target_group")[`${below}/${id}`]?.name ?? [],
      ),
      secret: stack.resources("aws_secretsmanager_secret")[`${below}/secrets/operator`]?.name,
      keys: containers(`${below}/task-definition`)[0]
        ?.secrets.filter(({ valueFrom }) => valueFrom.endsWith("::"))
        .map(({ name }) => name),
      logGroup: stack.resources("aws_cloudwatch_log_group")[`${below}/task-definition/log-group`],
      role: roleOf(`roles/${row.role}`),
    }).toEqual({
      service: row.application,
      controller: row.controller,
      family: `ecs-dev-nonprod-us-east-1-${row.application}`,
      container: row.application,
      targetGroups: row.targetGroups,
      secret: row.secret,
      keys: row.keys,
      logGroup: expect.objectContaining({ name: `/ecs/${row.application}`, retention_in_days: 30 }) as unknown,
      role: row.role,
    });
  });

  test("has no other rows", () => {
    expect(values("aws_ecs_service")).toEqual(applications.map(({ application }) => application).sort());
  });

  test.each(applications)(
    "routes $application through the load balancer that it names",
    ({ application, loadBalancer, hosts }) => {
      const rules = Object.entries(stack.resources("aws_lb_listener_rule")).filter(
        ([path, { action }]) =>
          !path.includes("/attachment-") && JSON.stringify(action).includes(`.services_${application}_target-group_`),
      );

      const scope = `load-balancers/${String(loadBalancer)}/load-balancer/`;
      expect(rules.filter(([path]) => !path.startsWith(`${scope}route-`))).toEqual([]);
      expect(rules).toHaveLength(loadBalancer === undefined ? 0 : Math.max(1, hosts.length));
      const conditions = rules.flatMap(([, { condition }]) => condition as { host_header?: { values: string[] } }[]);
      expect(conditions.flatMap(({ host_header }) => host_header?.values ?? []).sort()).toEqual([...hosts].sort());
    },
  );
});

describe("the inventory's other tables", () => {
  test("name the cluster and its capacity", () => {
    expect(stack.only("aws_ecs_cluster")).toMatchObject({ name: "ecs-dev-nonprod-us-east-1" });
    expect(stack.only("aws_ecs_cluster_capacity_providers")).toMatchObject({
      capacity_providers: ["FARGATE", "FARGATE_SPOT"],
    });
  });

  test("name the load balancers with their security groups and default target groups", () => {
    const balancers = Object.values(stack.resources("aws_lb")).map(({ name, internal }) => [name, internal]);
    const groups = values("aws_security_group");

    expect(balancers).toEqual([
      ["ecs", false],
      ["ecsInternal", true],
    ]);
    expect(groups).toEqual(expect.arrayContaining(["alb-external", "alb-internal"]));
    expect(values("aws_lb_target_group")).toEqual(expect.arrayContaining(["ecsDefaultHttp", "ecsDefaultHttps"]));
  });

  test("name the platform's four roles", () => {
    expect(values("aws_iam_role")).toEqual(
      expect.arrayContaining([
        "ecs-dev-nonprod-us-east-1",
        "ecs-task-dev-nonprod-us-east-1",
        "ecs-service-dev-nonprod-us-east-1",
        "codedeploy-service-dev-nonprod-us-east-1",
      ]),
    );
  });

  test("name what stands beside the databases", () => {
    expect(values("aws_kms_alias")).toContain("alias/rds");
    expect(stack.only("aws_db_subnet_group")).toMatchObject({ name: "rds" });
    expect(values("aws_secretsmanager_secret")).toEqual(
      expect.arrayContaining(["pwd-twiggy-stg-cluster", "pwd-twiggy-v2-stg-auroracluster"]),
    );
  });

  test("name what the pipelines rely on", () => {
    const expected = ["ecs-dev-nonprod-us-east-1-twiggy-api", "ecs-dev-nonprod-us-east-1-twiggy-shopify"];

    expect(values("aws_codedeploy_app")).toEqual(expected);
    expect(values("aws_codedeploy_deployment_group", "deployment_group_name")).toEqual(expected);
  });

  test("add up to the totals of the report's summary", () => {
    const named = (type: string, start: string): number =>
      values(type).filter((name) => typeof name === "string" && name.startsWith(start)).length;

    expect({
      services: values("aws_ecs_service").length,
      taskDefinitions: values("aws_ecs_task_definition").length,
      loadBalancers: values("aws_lb").length,
      targetGroups: values("aws_lb_target_group").length,
      secrets: Object.keys(stack.resources("aws_secretsmanager_secret")).filter((path) =>
        path.endsWith("/secrets/operator"),
      ).length,
      logGroups: named("aws_cloudwatch_log_group", "/ecs/"),
      customRoles: named("aws_iam_role", "CR-"),
      customPolicies: named("aws_iam_policy", "CRP-"),
    }).toEqual({
      services: 5,
      taskDefinitions: 5,
      loadBalancers: 2,
      targetGroups: 8,
      secrets: 4,
      logGroups: 5,
      customRoles: 4,
      customPolicies: 4,
    });
  });
});

describe("twiggy-nonprod", () => {
  test("creates no network and no database", () => {
    const made = stack
      .types()
      .filter((type) =>
        /^aws_(vpc$|subnet|route$|route_table|internet_gateway|nat_gateway|rds_|db_instance)/.test(type),
      );

    expect(made).toEqual([]);
  });

  test("fails at plan, and says so, when a cluster is missing", () => {
    const clusters = Object.values(stack.data("aws_rds_clusters"));

    expect(clusters).toHaveLength(2);
    expect(clusters[0]).toMatchObject({
      filter: [{ name: "db-cluster-id", values: ["twiggy-stg-cluster"] }],
      lifecycle: {
        postcondition: [
          {
            error_message:
              "The RDS cluster twiggy-stg-cluster does not exist in this account and region. It is not managed here: create or restore it, or take it out of existingDatabases.",
          },
        ],
      },
    });
  });

  test("answers for its four hosts from the external load balancer", () => {
    const records = Object.entries(stack.resources("aws_route53_record")).filter(([, record]) => "alias" in record);

    expect(records.map(([, { name, type }]) => `${String(name)} ${String(type)}`).sort()).toEqual([
      "dashboard.dev.twiggy.ai A",
      "twiggy-api.dev.twiggy.ai A",
      "twiggy-dashboard.dev.twiggy.ai A",
      "twiggy-shopify.dev.twiggy.ai A",
    ]);
    expect(records.every(([path]) => path.startsWith("load-balancers/external/"))).toBe(true);
  });

  test("lets only the edges through that somebody uses", () => {
    const edges = (type: string): string[] =>
      Object.values(stack.resources(type)).map(
        ({ description, from_port }) => `${String(description)}:${String(from_port)}`,
      );

    expect(edges("aws_vpc_security_group_ingress_rule").sort()).toEqual([
      "0.0.0.0/0 to external:443",
      "0.0.0.0/0 to external:80",
      "203.0.113.0/24 to external:8443",
      "external to twiggy-api:3000",
      "external to twiggy-dashboard:8080",
      "external to twiggy-shopify:3000",
      "grafana to grafana-files:2049",
      "internal to grafana:3000",
      "twiggy-api to twiggy-stg-cluster:5432",
      "twiggy-api to twiggy-v2-stg-auroracluster:5432",
      "twiggy-shopify to twiggy-stg-cluster:5432",
      "twiggy-shopify to twiggy-v2-stg-auroracluster:5432",
      "twiggy-worker to twiggy-stg-cluster:5432",
      "twiggy-worker to twiggy-v2-stg-auroracluster:5432",
      "vpc to internal:443",
      "vpc to internal:80",
    ]);
  });

  test.each(applications)(
    "leaves alone of $application exactly what its deployments change",
    ({ application, controller }) => {
      const service = stack.resources("aws_ecs_service")[`services/${application}/service`];

      expect((service?.lifecycle as Block).ignore_changes).toEqual([
        "desired_count",
        "task_definition",
        ...(controller === "CODE_DEPLOY"
          ? ["load_balancer", "capacity_provider_strategy", "network_configuration"]
          : []),
      ]);
    },
  );

  test("leaves alone the action of blue/green rules, for requests and for tests, and of no others", () => {
    const left = Object.entries(stack.resources("aws_lb_listener_rule"))
      .filter(([, { lifecycle }]) => (lifecycle as Block | undefined)?.ignore_changes)
      .map(([path]) => path.split("/").at(-1));

    expect(left.sort()).toEqual([
      "route-twiggy-api_dev_twiggy_ai",
      "route-twiggy-shopify_dev_twiggy_ai",
      "test-route-twiggy-api_dev_twiggy_ai",
      "test-route-twiggy-shopify_dev_twiggy_ai",
    ]);
  });

  test("lets each application itself read its own secret only", () => {
    const readers = Object.entries(stack.resources("aws_iam_policy")).flatMap(([path, { policy: text }]) =>
      policy(text).Statement.flatMap(({ Sid, Action }) =>
        Action.includes("secretsmanager:GetSecretValue") ? [`${path} ${Sid}`] : [],
      ),
    );

    expect(readers.filter((reader) => !reader.startsWith("roles/ecs-dev-nonprod-us-east-1/")).sort()).toEqual([
      "roles/CR-twiggy-api/policy ReadAppEcsTwiggyApi",
      "roles/CR-twiggy-dashboard/policy ReadAppEcsTwiggyDashboard",
      "roles/CR-twiggy-shopify/policy ReadAppEcsTwiggyShopify",
      "roles/CR-twiggy-worker/policy ReadAppEcsTwiggyWorker",
    ]);
  });

  test("places on Spot only what may be interrupted", () => {
    const onSpot = Object.entries(stack.resources("aws_ecs_service"))
      .filter(([, { capacity_provider_strategy }]) =>
        JSON.stringify(capacity_provider_strategy).includes("FARGATE_SPOT"),
      )
      .map(([, { name }]) => name);

    expect(onSpot).toEqual(["twiggy-dashboard", "twiggy-worker"]);
  });

  test("generates passwords without ever holding one", () => {
    const generated = stack.section("ephemeral") as Record<string, Record<string, Block>>;

    expect(Object.keys(generated.random_password ?? {})).toHaveLength(2);
    expect(Object.keys(generated.aws_secretsmanager_random_password ?? {})).toHaveLength(1);
    expect(stack.types()).not.toContain("random_password");
    expect(
      Object.values(stack.resources("aws_secretsmanager_secret_version")).filter(
        (version) => "secret_string" in version,
      ),
    ).toEqual([]);
  });
});

describe("the page that compares the stack with the inventory", () => {
  const page = readFileSync(join(__dirname, "../../../docs/environments/twiggy-nonprod-inventory.md"), "utf8");
  const rows = [...page.matchAll(/^\| (?:`(\w+)`|(all)) +\| +(\d+) \| +(\d+) \|/gm)].map(
    ([, type, all, here, named]) => ({
      type: type ?? all ?? "",
      here: Number(here),
      named: Number(named),
    }),
  );

  test("counts every type as it is", () => {
    const counted = Object.fromEntries(rows.filter(({ type }) => type !== "all").map(({ type, here }) => [type, here]));

    expect(counted).toEqual(
      Object.fromEntries(stack.types().map((type) => [type, Object.keys(stack.resources(type)).length])),
    );
  });

  test("adds up", () => {
    const total = rows.find(({ type }) => type === "all");
    const parts = rows.filter(({ type }) => type !== "all");
    const sum = (of: "here" | "named"): number => parts.reduce((all, row) => all + row[of], 0);

    expect({ here: sum("here"), named: sum("named") }).toEqual({ here: total?.here, named: total?.named });
  });
});
