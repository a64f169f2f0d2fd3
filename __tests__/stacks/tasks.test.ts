import { describe, expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import type { EnvironmentInput } from "../../src/config/environment";
import { checkPlatform } from "../../src/config/platform";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { permissions } from "../support/grantee";
import { validAccount, validEnvironment } from "../support/platform";
import { type Block, Synthesized } from "../support/synthesized";

type Service = EnvironmentInput["services"][string];

/** The valid environment in which `api` has a release and two tasks, one of them scheduled, deployed by either. */
function environment(deployment: Service["deployment"], release: Partial<Service["release"]> = {}): Synthesized {
  const { services, ...input } = validEnvironment();
  const { api, ...others } = services;
  const changed = {
    ...api,
    deployment,
    sidecars: { proxy: { image: "docker.io/library/nginx:1.29.3" } },
    healthCheck: { command: ["CMD", "true"] },
    exec: "enabled",
    writableRootFilesystem: "the agent behind ECS Exec writes",
    release: { command: ["bin/rails", "db:migrate"], skipCommand: ["echo", "${SKIPPED}"], ...release },
    tasks: { prune: { command: ["prune"], schedule: "rate(1 day)" }, status: { command: ["status"] } },
  } as Service;
  const pipeline = { repository: "acme/shop", branches: ["main"] };
  const { environments, accounts } = checkPlatform({
    accounts: [validAccount()],
    environments: [{ ...input, pipeline, services: { api: changed, ...others } }],
  });
  const [config] = environments;
  const [account] = accounts;
  if (!config || !account) throw new Error("there is no environment");
  return new Synthesized(new EnvironmentStack(Testing.app(), config, account));
}

const byTerraform = environment({ kind: "rolling" });
const byPipeline = environment({ kind: "rolling", owner: "pipeline" });

function containers(stack: Synthesized): Record<string, Block> {
  const definition = stack.resources("aws_ecs_task_definition")["services/api/task-definition"];
  const list = JSON.parse(String(definition?.container_definitions)) as (Block & { name: string })[];
  return Object.fromEntries(list.map((container) => [container.name, container]));
}

function output(stack: Synthesized, name: string): unknown {
  return (stack.section("output") as Record<string, { value: unknown }>)[name]?.value;
}

describe("the release of a service that Terraform deploys", () => {
  const { api, release } = containers(byTerraform);

  test("must have succeeded before the application starts", () => {
    expect(api?.dependsOn).toEqual([
      { containerName: "database-user", condition: "SUCCESS" },
      { containerName: "release", condition: "SUCCESS" },
      { containerName: "volumes", condition: "SUCCESS" },
    ]);
    expect(release).toMatchObject({ essential: false, command: ["bin/rails", "db:migrate"] });
  });

  test("waits for its turn where it knows what another one's says", () => {
    const { release: patient } = containers(environment({ kind: "rolling" }, { retryOn: "Turned away" }));
    const [shell, , script, ...args] = patient?.command as string[];
    expect(shell).toBe("sh");
    expect(script).toContain("tee /tmp/");
    expect(args).toEqual(["sh", "Turned away", "bin/rails", "db:migrate"]);
  });

  test("has what the application has: image, variables, secrets, a verified database", () => {
    for (const same of ["image", "environment", "secrets", "mountPoints", "readonlyRootFilesystem"])
      expect(release?.[same]).toEqual(api?.[same]);
    expect(release?.dependsOn).toEqual([
      { containerName: "database-user", condition: "SUCCESS" },
      { containerName: "volumes", condition: "SUCCESS" },
    ]);
  });

  test("is neither reached nor checked, and waits for no end that ECS would not wait for", () => {
    expect(release).toMatchObject({ portMappings: [] });
    for (const absent of ["healthCheck", "linuxParameters", "startTimeout"]) expect(release).not.toHaveProperty(absent);
  });

  test("leaves the sidecars alone", () => {
    expect(Object.keys(containers(byTerraform))).toEqual(["api", "database-user", "release", "proxy", "volumes"]);
    expect(containers(byTerraform).proxy?.dependsOn).toEqual([{ containerName: "volumes", condition: "SUCCESS" }]);
  });
});

describe("the release of a service that a pipeline deploys", () => {
  test("is the pipeline's to run: it stands in no task", () => {
    expect(Object.keys(containers(byPipeline))).toEqual(["api", "database-user", "proxy", "volumes"]);
    expect(containers(byPipeline).api?.dependsOn).toEqual([
      { containerName: "database-user", condition: "SUCCESS" },
      { containerName: "volumes", condition: "SUCCESS" },
    ]);
  });

  test("may be run by the pipeline's role, in that cluster alone", () => {
    const family = byPipeline.reference("aws_ecs_task_definition", "services/api/task-definition", "family");

    expect(permissions(byPipeline, "delivery/pipeline/role")).toContainEqual({
      Sid: "RunTasksOfApi",
      Effect: "Allow",
      Action: ["ecs:RunTask"],
      Resource: [`arn:aws:ecs:us-east-1:111122223333:task-definition/${family}:*`],
      Condition: {
        ArnEquals: {
          "ecs:cluster": `arn:aws:ecs:us-east-1:111122223333:cluster/${byPipeline.reference("aws_ecs_cluster", "cluster", "name")}`,
        },
      },
    });
  });

  test("is not run by a pipeline that does not deploy the service", () => {
    const actions = permissions(byTerraform, "delivery/pipeline/role").flatMap(({ Action }) => Action);

    expect(actions.filter((action) => action.startsWith("ecs:"))).toEqual([]);
  });
});

describe("a scheduled task", () => {
  const revision = (stack: Synthesized): unknown =>
    (stack.only("aws_scheduler_schedule").target as { ecs_parameters: Block }).ecs_parameters.task_definition_arn;

  test.each([byTerraform, byPipeline])("runs the latest revision, whoever deploys the service", (stack) => {
    expect(revision(stack)).toMatch(/:task-definition\/\$\{aws_ecs_task_definition\..*\.family}$/);
  });

  test("is named after service and task, in the environment's group, and follows UTC", () => {
    expect(byTerraform.only("aws_scheduler_schedule_group")).toMatchObject({ name: "shop-test" });
    expect(byTerraform.only("aws_scheduler_schedule")).toMatchObject({
      name: "api-prune",
      schedule_expression: "rate(1 day)",
      schedule_expression_timezone: "Etc/UTC",
      state: expect.stringMatching(/^\$\{local\.\S+ \? "DISABLED" : "ENABLED"\}$/) as unknown,
    });
  });
});

describe("the outputs", () => {
  test.each([byTerraform, byPipeline])("tell the commands that can be run by hand", (stack) => {
    expect(output(stack, "tasks")).toEqual({
      api: { release: ["bin/rails", "db:migrate"], prune: ["prune"], status: ["status"] },
    });
  });

  test("tell what takes a release's place, where one runs at every start", () => {
    expect(output(byTerraform, "skipped_releases")).toEqual({ api: ["echo", "$${SKIPPED}"] });
    expect(output(byPipeline, "skipped_releases")).toEqual({});
  });
});
