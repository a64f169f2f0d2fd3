import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from "@aws-sdk/client-application-auto-scaling";
import { CreateRepositoryCommand, ECRClient } from "@aws-sdk/client-ecr";
import { DescribeServicesCommand, ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { emulatedService, type EmulatedServiceProps, names } from "../../support/emulated-service";
import { EmulatedTerraform } from "../../support/emulated-terraform";
import { location } from "../../support/location";

let terraform: EmulatedTerraform;
let ecs: ECSClient;
let ssm: SSMClient;
let scaling: ApplicationAutoScalingClient;

beforeEach(async () => {
  terraform = await EmulatedTerraform.start();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = { region: location.region, endpoint: terraform.emulator.url, credentials };
  [ecs, ssm, scaling] = [new ECSClient(client), new SSMClient(client), new ApplicationAutoScalingClient(client)];
  await new ECRClient(client).send(new CreateRepositoryCommand({ repositoryName: names.repository }));
});

afterEach(() => terraform.stop());

function deploy(props: EmulatedServiceProps): void {
  expect(terraform.run("apply", emulatedService(props)).output).toContain("Apply complete!");
}

function expectNoChanges(props: EmulatedServiceProps): void {
  expect(terraform.run("plan", emulatedService(props)).output).toContain("No changes.");
}

async function name(choice: string): Promise<void> {
  await ssm.send(new PutParameterCommand({ Name: names.parameter, Value: choice, Overwrite: true }));
}

/** What AWS has: tasks wanted and running, auto scaling's minimum, its policies, and whether it leaves schedules alone. */
async function state(): Promise<object> {
  const resource = `service/${names.cluster}/${names.service}`;
  const { services = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: names.cluster, services: [names.service] }),
  );
  const { ScalableTargets = [] } = await scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: "ecs", ResourceIds: [resource] }),
  );
  const { ScalingPolicies = [] } = await scaling.send(
    new DescribeScalingPoliciesCommand({ ServiceNamespace: "ecs", ResourceId: resource }),
  );
  return {
    desired: services[0]?.desiredCount,
    running: services[0]?.runningCount,
    minimum: ScalableTargets[0]?.MinCapacity,
    policies: ScalingPolicies.length,
    suspended: ScalableTargets[0]?.SuspendedState?.ScheduledScalingSuspended ?? false,
  };
}

const nightly = { schedule: "cron(0 20 ? * * *)", timezone: "Europe/Berlin", minTasks: 1, maxTasks: 2 };

test.each<EmulatedServiceProps>([
  { minTasks: 2 },
  { minTasks: 2, schedules: { nightly } },
  { minTasks: 2, owner: "pipeline" },
])("a first deploy starts nothing, the next one starts the image that is named: %j", async (props) => {
  deploy(props);
  const suspended = props.schedules !== undefined;
  expect(await state()).toEqual({ desired: 0, running: 0, minimum: 0, policies: 1, suspended });
  expectNoChanges(props);

  await name("1.0.0");
  deploy(props);
  expect(await state()).toEqual({ desired: 2, running: 2, minimum: 2, policies: 1, suspended: false });
  expectNoChanges(props);

  await ecs.send(new UpdateServiceCommand({ cluster: names.cluster, service: names.service, desiredCount: 4 }));
  expectNoChanges(props);
});

test("a first image that does not start fails the deploy, and the next one that works is started", async () => {
  const broken = { minTasks: 2, command: ["sh", "-c", "exit 3"] };
  deploy(broken);
  await name("1.0.0");
  const { exitCode, output } = terraform.run("apply", emulatedService(broken));
  expect(output).toContain("waiting for ECS Service");
  expect(exitCode).toBe(1);

  const mended = { minTasks: 2 };
  deploy(mended);
  expect(await state()).toEqual({ desired: 2, running: 2, minimum: 2, policies: 1, suspended: false });
  expectNoChanges(mended);
});

test("a service that was started never waits again, whatever its parameter names", async () => {
  const props = { minTasks: 2 };
  deploy(props);
  await name("1.0.0");
  deploy(props);

  await name("not-pushed-yet");
  const { output, exitCode } = terraform.run("apply", emulatedService(props));
  expect(output).toContain("ECS took the new revision of api");
  expect(exitCode).toBe(1);
  expect(await state()).toEqual({ desired: 2, running: 2, minimum: 2, policies: 1, suspended: false });
});

test("a service that is older than the waiting goes on with the tasks that it has", async () => {
  const before = { minTasks: 2, owner: "pipeline", waits: false } as const;
  // What an earlier platform left behind: a pipeline started it, and its parameter still names nothing.
  terraform.run("apply", emulatedService({ ...before, minTasks: 0 }));
  await ecs.send(new UpdateServiceCommand({ cluster: names.cluster, service: names.service, desiredCount: 2 }));

  const after = { ...before, waits: true };
  const { output } = terraform.run("apply", emulatedService(after));
  expect(output).not.toContain("must be replaced");
  expect(output).toContain("Apply complete!");
  expect(await state()).toMatchObject({ desired: 2, minimum: 2, policies: 1 });
  expectNoChanges(after);
});
