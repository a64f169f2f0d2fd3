import { describe, expect, test } from "@jest/globals";

import { platform } from "../../../environments";
import { synthesizeEverything } from "../../support/environments";
import { type Block, policy, type Synthesized } from "../../support/synthesized";

const stacks = synthesizeEverything(platform);
const environments = ["finance-app-production", "finance-app-staging"];

function stack(name: string): Synthesized {
  const found = stacks.get(name);
  if (!found) throw new Error(`there is no stack ${name}`);
  return found;
}

/** A container as it stands in a task definition. */
interface Container {
  readonly name: string;
  readonly command: string[];
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly { readonly name: string }[];
  readonly mountPoints: readonly { readonly sourceVolume: string }[];
  readonly portMappings: readonly unknown[];
}

function containers(name: string, service: string): Container[] {
  const definition = stack(name).resources("aws_ecs_task_definition")[`services/${service}/task-definition`];
  return JSON.parse(definition?.container_definitions as string) as Container[];
}

function container(name: string, service: string, wanted: string): Container {
  const found = containers(name, service).find((one) => one.name === wanted);
  if (!found) throw new Error(`${name} has no container ${wanted} in the tasks of ${service}`);
  return found;
}

describe("finance-app's environments", () => {
  test.each([
    ["finance-app-production", "10.0", 2],
    ["finance-app-staging", "10.1", 1],
  ])("%s has its network below %s and %i NAT gateways", (name, range, gateways) => {
    const synthesized = stack(name);
    const subnets = Object.values(synthesized.resources("aws_subnet")).map(({ cidr_block, availability_zone }) => [
      availability_zone,
      cidr_block,
    ]);

    expect(synthesized.only("aws_vpc")).toMatchObject({ cidr_block: `${range}.0.0/16` });
    expect(subnets.sort()).toEqual([
      ["us-east-1a", `${range}.1.0/24`],
      ["us-east-1a", `${range}.3.0/24`],
      ["us-east-1b", `${range}.2.0/24`],
      ["us-east-1b", `${range}.4.0/24`],
    ]);
    expect(Object.keys(synthesized.resources("aws_nat_gateway"))).toHaveLength(gateways);
    expect(synthesized.only("aws_flow_log")).toMatchObject({ traffic_type: "ALL" });
  });

  test.each([
    ["finance-app-production", "finance-app-cluster", "", "finance-app.local"],
    ["finance-app-staging", "finance-app-staging-cluster", "-staging", "finance-app-staging.local"],
  ])("%s has the names that are required", (name, cluster, suffix, namespace) => {
    const synthesized = stack(name);
    const values = (type: string, attribute: string): unknown[] =>
      Object.values(synthesized.resources(type)).map((block) => block[attribute]);

    expect(synthesized.only("aws_ecs_cluster")).toMatchObject({
      name: cluster,
      setting: [{ name: "containerInsights", value: "enabled" }],
    });
    expect(values("aws_ecs_service", "name")).toEqual(["finance-api-service", "finance-web-service"]);
    expect(values("aws_ecs_task_definition", "family")).toEqual([`finance-api${suffix}`, `finance-web${suffix}`]);
    expect(synthesized.only("aws_service_discovery_private_dns_namespace")).toMatchObject({ name: namespace });
    expect(values("aws_service_discovery_service", "name")).toEqual(["api", "web"]);
  });

  test.each([
    ["finance-app-production", "finance-app.com"],
    ["finance-app-staging", "staging.finance-app.com"],
  ])("%s answers for %s", (name, domain) => {
    const synthesized = stack(name);
    const rules: Record<string, Block> = Object.fromEntries(
      Object.entries(synthesized.resources("aws_lb_listener_rule")).map(([path, rule]) => [
        path.split("/").at(-1) ?? path,
        rule,
      ]),
    );

    const route = (host: string): Block | undefined => rules[`route-${host.replaceAll(".", "_")}`];
    expect(route(`api.${domain}`)).toMatchObject({
      condition: [{ host_header: { values: [`api.${domain}`] } }],
      action: [{ type: "forward" }],
    });
    expect(route(`www.${domain}`)).toMatchObject({
      condition: [{ host_header: { values: [`www.${domain}`] } }],
      action: [{ type: "forward" }],
    });
    expect(route(domain)).toMatchObject({
      condition: [{ host_header: { values: [domain] } }],
      action: [{ type: "redirect", redirect: { host: `www.${domain}` } }],
    });
    expect(synthesized.resources("aws_acm_certificate").certificate).toMatchObject({
      domain_name: domain,
      subject_alternative_names: [`api.${domain}`, `www.${domain}`],
      validation_method: "DNS",
    });
    const records = Object.entries(synthesized.resources("aws_route53_record"))
      .filter(([path, record]) => path.startsWith("load-balancers/") && "alias" in record)
      .map(([, record]) => record);
    expect(records.map(({ name: host, type }) => `${String(host)} ${String(type)}`).sort()).toEqual(
      [domain, `api.${domain}`, `www.${domain}`].flatMap((host) => [`${host} A`, `${host} AAAA`]).sort(),
    );
  });

  test.each([
    [
      "finance-app-production",
      { multi_az: true, deletion_protection: true, skip_final_snapshot: false, lifecycle: { prevent_destroy: true } },
    ],
    ["finance-app-staging", { multi_az: false, deletion_protection: false, skip_final_snapshot: true }],
  ])("%s has the database that is required", (name, differences) => {
    expect(stack(name).only("aws_db_instance")).toMatchObject({
      engine: "postgres",
      engine_version: "15",
      instance_class: "db.t3.micro",
      allocated_storage: 20,
      storage_type: "gp2",
      storage_encrypted: true,
      publicly_accessible: false,
      backup_retention_period: 7,
      manage_master_user_password: true,
      iam_database_authentication_enabled: true,
      ...differences,
    });
  });

  test.each(environments)("%s lets only the edges through that are required", (name) => {
    const synthesized = stack(name);
    const edges = (type: string): string[] =>
      Object.values(synthesized.resources(type)).map(
        ({ description, from_port }) => `${String(description)}:${String(from_port)}`,
      );

    expect(edges("aws_vpc_security_group_ingress_rule").sort()).toEqual([
      "0.0.0.0/0 to public:443",
      "0.0.0.0/0 to public:80",
      "::/0 to public:443",
      "::/0 to public:80",
      "api to database:5432",
      "public to api:3000",
      "public to web:3000",
    ]);
    expect(edges("aws_vpc_security_group_egress_rule").sort()).toEqual([
      "api to database:5432",
      "api to internet:443",
      "public to api:3000",
      "public to web:3000",
      "web to internet:443",
    ]);
  });

  test("trace the api of staging, and nothing of production until somebody switches it on", () => {
    expect(stack("finance-app-staging").only("aws_xray_group")).toMatchObject({
      group_name: "finance-app-staging-api",
    });
    expect(containers("finance-app-staging", "api").map(({ name }) => name)).toContain("otel-collector");
    expect(
      stack("finance-app-production")
        .types()
        .filter((type) => type.startsWith("aws_xray")),
    ).toEqual([]);
  });

  test.each(environments)("%s gives each service exactly its own secrets and variables", (name) => {
    const variables = Object.fromEntries(
      ["api", "web"].map((service) => {
        const { environment, secrets } = container(name, service, service);
        const plain = environment.map((one) => one.name).filter((one) => !one.startsWith("OTEL_"));
        return [service, { plain, secret: secrets.map((one) => one.name) }];
      }),
    );

    const port = name === "finance-app-production" ? ["PORT"] : [];
    expect(variables).toEqual({
      api: {
        plain: ["PGDATABASE", "PGHOST", "PGPORT", "PGSSLMODE", "PGSSLROOTCERT", "PGUSER", ...port, "RAILS_ENV"],
        secret: ["DEVISE_JWT_SECRET_KEY", "JWT_SECRET_KEY", "PGPASSWORD", "SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_URL"],
      },
      web: {
        plain: ["API_URL", "HOSTNAME", "NEXTAUTH_URL", "NEXT_PUBLIC_API_URL", "NODE_ENV", ...port],
        secret: ["NEXTAUTH_SECRET"],
      },
    });
  });

  test.each(environments)("%s lets no container write to its own file system", (name) => {
    for (const service of ["api", "web"])
      for (const one of containers(name, service)) expect(one).toMatchObject({ readonlyRootFilesystem: true });
  });

  test.each(environments)(
    "%s makes everything that a task may write to writable before anything else starts",
    (name) => {
      const { command, mountPoints } = container(name, "api", "volumes");

      expect(container(name, "api", "api")).toMatchObject({
        dependsOn: expect.arrayContaining([{ containerName: "volumes", condition: "SUCCESS" }]) as unknown,
        mountPoints: [
          { sourceVolume: "api-tmp", containerPath: "/tmp" },
          { sourceVolume: "api-scratch-1", containerPath: "/rails/tmp" },
          { sourceVolume: "api-scratch-2", containerPath: "/rails/log" },
          { sourceVolume: "database-certificates", readOnly: true },
        ],
      });
      expect(mountPoints.map(({ sourceVolume }) => sourceVolume)).toEqual(
        expect.arrayContaining(["api-tmp", "api-scratch-1", "api-scratch-2", "database-certificates"]),
      );
      expect(command[2]).toContain("chmod 1777 /volumes/api-scratch-2");
    },
  );

  test("production has requests encrypted on to the tasks, staging only to the load balancer", () => {
    const protocols = environments.map((name) => [
      name,
      Object.values(stack(name).resources("aws_lb_target_group")).map(({ protocol, port }) => [protocol, port]),
    ]);

    expect(Object.fromEntries(protocols)).toEqual({
      "finance-app-production": [
        ["HTTPS", 3000],
        ["HTTPS", 3000],
      ],
      "finance-app-staging": [
        ["HTTP", 3000],
        ["HTTP", 3000],
      ],
    });
  });

  test("production's requests reach the sidecar that ends TLS, and no other container", () => {
    const production = "finance-app-production";
    const services = stack(production).resources("aws_ecs_service");

    for (const service of ["api", "web"]) {
      expect(services[`services/${service}/service`]).toMatchObject({
        load_balancer: [{ container_name: "tls", container_port: 3000 }],
      });
      const reached = containers(production, service).filter(({ portMappings }) => portMappings.length > 0);
      expect(reached.map((one) => one.name)).toEqual(["tls"]);
      expect(container(production, service, service).environment).toContainEqual({ name: "PORT", value: "3001" });
    }
  });

  test.each(environments)("%s lets only the api into the database, as its own user", (name) => {
    const policies = stack(name).resources("aws_iam_policy");
    const connecting = Object.entries(policies).flatMap(([path, { policy: text }]) =>
      policy(text)
        .Statement.filter(({ Action }) => Action.includes("rds-db:connect"))
        .map(({ Resource }) => [path, Resource?.map((arn) => arn.split("/").at(-1))]),
    );

    expect(connecting).toEqual([[`roles/${name}-api-task/policy`, ["finance_api"]]]);
  });

  test.each(environments)("%s tags what belongs to a service with its name, tasks included", (name) => {
    const services = stack(name).resources("aws_ecs_service");

    expect(services["services/api/service"]).toMatchObject({ propagate_tags: "SERVICE", tags: { service: "api" } });
    expect(stack(name).resources("aws_security_group")["services/api/service/security-group"]).toMatchObject({
      tags: { service: "api", Name: `${name}-api` },
    });
    expect(stack(name).only("aws_vpc")).not.toHaveProperty("tags.service");
  });

  test("share their repositories, which never lose a tag or an image in use", () => {
    const repositories = Object.values(stack("foundation-finance-app").resources("aws_ecr_repository"));

    expect(repositories.map(({ name }) => name)).toEqual(["finance-app/api", "finance-app/web"]);
    for (const repository of repositories) {
      expect(repository).toMatchObject({
        image_tag_mutability: "IMMUTABLE",
        image_scanning_configuration: { scan_on_push: true },
        lifecycle: { prevent_destroy: true },
      });
    }
  });

  test.each(environments)("%s migrates its database before a new api starts, and prunes tokens at night", (name) => {
    const { environment, secrets } = container(name, "api", "api");

    expect(container(name, "api", "release")).toMatchObject({
      command: expect.arrayContaining(["ActiveRecord::ConcurrentMigrationError", "bin/rails", "db:migrate"]) as unknown,
      essential: false,
      environment,
      secrets,
    });
    expect(stack(name).only("aws_scheduler_schedule")).toMatchObject({
      name: "api-prune-tokens",
      schedule_expression: "cron(0 4 * * ? *)",
      schedule_expression_timezone: "Etc/UTC",
    });
  });

  test.each(environments)("%s tells people and pipelines what they ask for", (name) => {
    expect(Object.keys(stack(name).section("output") as Block).sort()).toEqual([
      "alarm_topic",
      "cluster",
      "dashboard",
      "database_endpoint",
      "database_secret",
      "hosts",
      "image_parameters",
      "load_balancers",
      "pipeline_role",
      "repositories",
      "secrets",
      "services",
      "skipped_releases",
      "static_assets",
      "task_definition_families",
      "tasks",
    ]);
  });

  test.each(environments)("%s has a web ACL before its load balancer, with every group of rules blocking", (name) => {
    const synthesized = stack(name);
    const rules = synthesized.only("aws_wafv2_web_acl").rule as Block[];

    expect(synthesized.only("aws_wafv2_web_acl_association")).toMatchObject({
      resource_arn: synthesized.reference("aws_lb", "load-balancers/public/load-balancer", "arn"),
    });
    expect(rules.map(({ name: rule, action, override_action }) => [rule, action ?? override_action])).toEqual([
      ["rate-limit", { block: {} }],
      ["ip-reputation", { none: {} }],
      ["known-bad-inputs", { none: {} }],
      ["common", { none: {} }],
      ["sql-injection", { none: {} }],
    ]);
    expect(synthesized.resources("aws_cloudwatch_log_group")["load-balancers/public/web-acl/log-group"]).toMatchObject({
      name: `aws-waf-logs-${name}-public`,
    });
  });

  test.each([
    ["finance-app-production", "assets.finance-app.com"],
    ["finance-app-staging", "assets.staging.finance-app.com"],
  ])("%s serves static assets at %s through CloudFront", (name, host) => {
    const synthesized = stack(name);

    expect(synthesized.only("aws_cloudfront_distribution")).toMatchObject({
      aliases: [host],
      viewer_certificate: { minimum_protocol_version: "TLSv1.2_2021" },
    });
    expect(synthesized.resources("aws_acm_certificate")["static-assets-edge/certificate"]).toMatchObject({
      domain_name: host,
    });
    const records = Object.values(synthesized.resources("aws_route53_record")).filter((record) => record.name === host);
    expect(records.map(({ type }) => type)).toEqual(["A", "AAAA"]);
  });

  test.each(environments)(
    "%s lets the pipeline's role alone upload assets, invalidate, push and choose images",
    (name) => {
      const synthesized = stack(name);
      const whoMay = (action: string): string[] =>
        Object.entries(synthesized.resources("aws_iam_policy"))
          .filter(([, { policy: text }]) => policy(text).Statement.some(({ Action }) => Action.includes(action)))
          .map(([path]) => path);

      for (const action of ["s3:PutObject", "cloudfront:CreateInvalidation", "ecr:PutImage", "ssm:PutParameter"]) {
        expect([action, whoMay(action)]).toEqual([action, ["delivery/pipeline/role/policy"]]);
      }
    },
  );

  test.each(environments)("%s gives the pipeline's role nothing but that", (name) => {
    const synthesized = stack(name);
    const granted = policy(synthesized.resources("aws_iam_policy")["delivery/pipeline/role/policy"]?.policy).Statement;
    const bucket = synthesized.reference("aws_s3_bucket", "static-assets/bucket", "arn");
    const repository = (service: string): string =>
      synthesized.reference("data.aws_ecr_repository", `services/${service}/repository`, "arn");
    const parameter = (service: string): string =>
      synthesized.reference("aws_ssm_parameter", `services/${service}/image`, "arn");

    expect(granted.map(({ Action, Resource }) => [Action[0], Resource])).toEqual([
      ["s3:ListBucket", [bucket]],
      ["s3:AbortMultipartUpload", [`${bucket}/*`]],
      [
        "cloudfront:CreateInvalidation",
        [synthesized.reference("aws_cloudfront_distribution", "static-assets/distribution", "arn")],
      ],
      ["ecr:GetAuthorizationToken", ["*"]],
      ["ecr:BatchCheckLayerAvailability", [repository("api"), repository("web")]],
      ["ssm:GetParameter", [parameter("api"), parameter("web")]],
    ]);
  });

  test.each([
    ["finance-app-production", "production"],
    ["finance-app-staging", "staging"],
  ])("%s trusts jobs of the GitHub environment %s only", (name, stage) => {
    const role = stack(name).resources("aws_iam_role")["delivery/pipeline/role"];

    expect(policy(role?.assume_role_policy).Statement).toMatchObject([
      {
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:sub": [`repo:finance-app/finance-app:environment:${stage}`],
            "token.actions.githubusercontent.com:ref": ["refs/heads/main"],
          },
        },
      },
    ]);
  });

  test("production backs up all that holds data into two regions, staging nothing", () => {
    const production = stack("finance-app-production");

    expect(production.only("aws_backup_selection").resources).toEqual([
      production.reference("aws_db_instance", "database", "arn"),
      production.reference("aws_s3_bucket", "static-assets/bucket", "arn"),
    ]);
    const provider = ({ provider: name = "aws.us-east-1" }: Block): unknown => name;
    expect(Object.values(production.resources("aws_backup_vault")).map(provider).sort()).toEqual([
      "aws.us-east-1",
      "aws.us-west-2",
    ]);
    expect(production.only("aws_db_instance_automated_backups_replication")).toMatchObject({
      provider: "aws.us-west-2",
      source_db_instance_arn: production.reference("aws_db_instance", "database", "arn"),
      kms_key_id: production.reference("aws_kms_key", "recovery-region/key", "arn"),
      retention_period: 7,
    });
    expect(
      stack("finance-app-staging")
        .types()
        .filter((type) => type.includes("backup")),
    ).toEqual([]);
  });

  test.each(environments)(
    "%s turns the master password every 30 days, and its services follow their own secrets",
    (name) => {
      const synthesized = stack(name);
      const watched = Object.fromEntries(
        Object.entries(synthesized.resources("aws_cloudwatch_event_rule"))
          .filter(([path]) => path.startsWith("rotation/redeployment/"))
          .map(([path, { event_pattern: text }]) => [
            path,
            (JSON.parse(text as string) as { resources: string[] }).resources,
          ]),
      );
      const secret = (path: string): string =>
        synthesized.reference("aws_secretsmanager_secret", `services/${path}`, "arn");

      expect(synthesized.only("aws_secretsmanager_secret_rotation")).toMatchObject({
        rotation_rules: { automatically_after_days: 30 },
      });
      expect(watched).toEqual({
        "rotation/redeployment/api-rule": [
          secret("api/secrets/JWT_SECRET_KEY"),
          secret("api/secrets/DEVISE_JWT_SECRET_KEY"),
          secret("api/secrets/operator"),
          secret("api/database-user/secret"),
        ],
        "rotation/redeployment/web-rule": [secret("web/secrets/NEXTAUTH_SECRET")],
      });
    },
  );

  test.each([
    ["finance-app-production", ["recovery/failed-backups", "rotation/failed-redeployments"]],
    ["finance-app-staging", ["rotation/failed-redeployments"]],
  ])("%s tells people when a backup fails or tasks cannot follow a secret", (name, notices) => {
    const synthesized = stack(name);
    const targets = synthesized.resources("aws_cloudwatch_event_target");

    for (const notice of notices) {
      expect(targets[`${notice}/target`]).toMatchObject({
        rule: synthesized.reference("aws_cloudwatch_event_rule", notice, "name"),
        arn: synthesized.reference("aws_sns_topic_policy", "monitoring/topic/policy", "arn"),
      });
    }
    expect(Object.keys(targets).filter((path) => path.startsWith("recovery/"))).toHaveLength(notices.length - 1);
  });
});
