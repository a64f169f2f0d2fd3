import { CreateRepositoryCommand, ECRClient } from "@aws-sdk/client-ecr";
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { readPlan } from "../../../src/review/plan";
import { review } from "../../../src/review/review";
import { emulatedService, names } from "../../support/emulated-service";
import { EmulatedTerraform } from "../../support/emulated-terraform";
import { location } from "../../support/location";

type Owner = "terraform" | "pipeline";

let terraform: EmulatedTerraform;
let ecs: ECSClient;
let ssm: SSMClient;

beforeAll(async () => {
  terraform = await EmulatedTerraform.start();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = { region: location.region, endpoint: terraform.emulator.url, credentials };
  [ecs, ssm] = [new ECSClient(client), new SSMClient(client)];
  await new ECRClient(client).send(new CreateRepositoryCommand({ repositoryName: names.repository }));
});

afterAll(() => terraform.stop());

function serviceOf(owner: Owner): (stack: TerraformStack) => void {
  return emulatedService({ owner });
}

/** What the review says of the service and of its task definition, below routine. */
function reviewOf(owner: Owner): string[] {
  const { judged } = review(readPlan(terraform.planJson(serviceOf(owner))));
  return judged
    .filter(({ change }) => ["aws_ecs_service", "aws_ecs_task_definition"].includes(change.type))
    .flatMap(({ findings }) => findings.map(({ level, title }) => `${level}: ${title}`))
    .filter((text) => !text.startsWith("routine"));
}

function deploy(owner: Owner): void {
  const { output } = terraform.run("apply", serviceOf(owner));
  expect(output).toContain("Apply complete!");
}

async function name(choice: string): Promise<void> {
  await ssm.send(new PutParameterCommand({ Name: names.parameter, Value: choice, Overwrite: true }));
}

async function imageOf(taskDefinition: string): Promise<string> {
  const { taskDefinition: found } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  return found?.containerDefinitions?.[0]?.image?.split(":")[1] ?? "";
}

/** The tags that the service runs, and that the family's latest revision names. */
async function images(): Promise<{ readonly running: string; readonly latest: string }> {
  const { services = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: names.cluster, services: [names.service] }),
  );
  return { running: await imageOf(services[0]?.taskDefinition ?? ""), latest: await imageOf("shop-api") };
}

/** What a pipeline does: registers the latest revision with another image, and makes the service run it. */
async function deployAsPipeline(tag: string): Promise<void> {
  const { taskDefinition: latest } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: "shop-api" }));
  const [first] = latest?.containerDefinitions ?? [];
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      ...(latest as RegisterTaskDefinitionCommandInput),
      containerDefinitions: [{ ...first, image: `${first?.image?.split(":")[0] ?? ""}:${tag}` }],
    }),
  );
  const revision = taskDefinition?.taskDefinitionArn;
  await ecs.send(
    new UpdateServiceCommand({ cluster: names.cluster, service: names.service, taskDefinition: revision }),
  );
}

const blocked = "blocks: would not run the image that its pipeline deployed";

test("a service is handed to a pipeline and taken back, and runs its image all the while", async () => {
  deploy("terraform");
  await name("1.2.3");
  deploy("terraform");
  expect(await images()).toEqual({ running: "1.2.3", latest: "1.2.3" });

  expect(reviewOf("pipeline").filter((text) => text.startsWith("blocks"))).toEqual([]);
  deploy("pipeline");
  expect(await images()).toEqual({ running: "1.2.3", latest: "1.2.3" });

  await deployAsPipeline("2.0.0");
  expect(terraform.run("plan", serviceOf("pipeline")).output).toContain("No changes.");
  expect(reviewOf("terraform")).toContain(blocked);

  await name("2.0.0");
  expect(reviewOf("terraform")).toContain("review: runs the image that its parameter names instead of its pipeline's");
  deploy("terraform");
  expect(await images()).toEqual({ running: "2.0.0", latest: "2.0.0" });
  expect(terraform.run("plan", serviceOf("terraform")).output).toContain("No changes.");
});

test("a service whose image is the same already is taken back with the second deploy", async () => {
  deploy("pipeline");
  await deployAsPipeline("2.0.0");
  expect(reviewOf("terraform")).toContain(blocked);

  expect(terraform.run("apply", serviceOf("terraform")).output).toContain("Provider produced inconsistent final plan");
  deploy("terraform");
  expect(await images()).toEqual({ running: "2.0.0", latest: "2.0.0" });
  expect(terraform.run("plan", serviceOf("terraform")).output).toContain("No changes.");
});

test("what the review blocks fails once, and then takes the image away that the pipeline deployed", async () => {
  deploy("pipeline");
  await deployAsPipeline("3.0.0");
  expect(reviewOf("terraform")).toContain(blocked);

  // Terraform sees the pipeline's revision only while it applies, and stops once; what runs is then known, and goes.
  const refused = terraform.run("apply", serviceOf("terraform"));
  expect(refused.output).toContain("Provider produced inconsistent final plan");
  expect(await images()).toEqual({ running: "3.0.0", latest: "3.0.0" });
  expect(reviewOf("terraform")).toContain("review: a new revision");
  deploy("terraform");
  expect(await images()).toEqual({ running: "2.0.0", latest: "2.0.0" });
});
