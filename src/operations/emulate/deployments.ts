import { setTimeout as delay } from "node:timers/promises";

import { CodeDeployClient, ContinueDeploymentCommand } from "@aws-sdk/client-codedeploy";
import {
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  type RegisterTaskDefinitionCommandInput,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import {
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  ModifyRuleCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import { interruption } from "../interruption";
import { awsClient } from "../aws/client";
import { Failure } from "../failure";
import { ignoredIn } from "../../terraform/ownership";
import { type DeploymentGroup, describeDeployment, startBlueGreen } from "../services/blue-green";
import { declaredServices } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Body } from "../../terraform-json/body";
import { addressInState, managedIn, type State } from "../../terraform-json/state";

/** A service as the state knows it, and whose its revisions are. */
interface DeployedService {
  readonly cluster: string;
  readonly name: string;
  readonly taskDefinition: string;
  readonly owner: "terraform" | "pipeline" | DeploymentGroup;
}

/**
 * Does to every service what happens between two deploys by Terraform: auto scaling starts another task, and where a
 * pipeline owns the revisions it registers one and makes the service run it; where CodeDeploy moves requests, the listener
 * rules give them to the other target group, with weights, as CodeDeploy leaves them.
 *
 * @param runsTasks whether a deployment moves requests by itself
 * @returns how many services were deployed and how many only scaled, in words
 */
export async function deployAsOthersDo(
  stack: SynthesizedStack,
  state: State,
  { runsTasks }: { readonly runsTasks: boolean },
): Promise<string> {
  const { region } = stack;
  const services = servicesOf(stack, state);
  for (const service of services) await deploy(service, region);
  const rules = instancesOf(stack, state, "aws_lb_listener_rule").filter(({ ignored }) => ignored.includes("action"));
  const pairs = targetGroupPairs(rules.map(({ attributes }) => attributes));
  if (!runsTasks) for (const { attributes } of rules) await moveRequests(attributes, pairs, region);
  const deployed = services.filter(({ owner }) => owner !== "terraform").length;
  return `${deployed} deployed, ${services.length} scaled, ${rules.length} rules rewritten`;
}

function servicesOf(stack: SynthesizedStack, state: State): DeployedService[] {
  const declared = new Map(declaredServices(stack).map(({ serviceName, deployment }) => [serviceName, deployment]));
  return instancesOf(stack, state, "aws_ecs_service").map(({ attributes }) => {
    const { cluster = "", name = "", task_definition: taskDefinition = "" } = attributes as Record<string, string>;
    const deployment = declared.get(name);
    const owner = deployment?.kind === "blue-green" ? deployment : (deployment?.owner ?? "terraform");
    return { cluster, name, taskDefinition, owner };
  });
}

async function deploy({ cluster, name, taskDefinition, owner }: DeployedService, region: string): Promise<void> {
  const ecs = awsClient(ECSClient, region);
  await ecs.send(new UpdateServiceCommand({ cluster, service: name, desiredCount: 2 }));
  if (owner === "terraform") return;
  const revision = await registerRevision(ecs, taskDefinition);
  if (owner === "pipeline") {
    await ecs.send(new UpdateServiceCommand({ cluster, service: name, taskDefinition: revision }));
    return;
  }
  await deployBlueGreen(awsClient(CodeDeployClient, region), owner, revision);
}

/** With an AppSpec that names no capacity, so that CodeDeploy takes the service's away. */
async function deployBlueGreen(codeDeploy: CodeDeployClient, group: DeploymentGroup, revision: string): Promise<void> {
  const content = JSON.stringify({
    version: 0,
    Resources: [{ TargetService: { Type: "AWS::ECS::Service", Properties: { TaskDefinition: revision } } }],
  });
  const deploymentId = await startBlueGreen(codeDeploy, group, { content, description: "emulated", alarms: "ignored" });
  await letRequestsMove(codeDeploy, deploymentId);
}

/**
 * Waits for a deployment's end, and continues one that waits for it behind the test listener.
 *
 * @throws Failure when it does not succeed
 */
export async function letRequestsMove(codeDeploy: CodeDeployClient, deploymentId: string): Promise<void> {
  for (;;) {
    const { status, errorInformation } = await describeDeployment(codeDeploy, deploymentId);
    if (status === "Succeeded") return;
    if (status === "Failed" || status === "Stopped")
      throw new Failure(`The deployment ${deploymentId} has not succeeded: ${errorInformation?.message ?? status}`);
    if (status === "Ready")
      await codeDeploy.send(new ContinueDeploymentCommand({ deploymentId, deploymentWaitType: "READY_WAIT" }));
    await delay(200, undefined, { signal: interruption });
  }
}

/** The next revision: the same but for the image, as a pipeline makes it. */
async function registerRevision(ecs: ECSClient, taskDefinition: string): Promise<string> {
  const { taskDefinition: current } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  const [first, ...others] = current?.containerDefinitions ?? [];
  const containerDefinitions = [{ ...first, image: `${first?.image?.split(":")[0] ?? ""}:next` }, ...others];
  const revision = { ...(current as RegisterTaskDefinitionCommandInput), containerDefinitions };
  const registered = await ecs.send(new RegisterTaskDefinitionCommand(revision));
  return registered.taskDefinition?.taskDefinitionArn ?? "";
}

/** The two target groups between which a pair of rules of the same priority, for production and for tests, moves requests. */
function targetGroupPairs(rules: readonly Body[]): Map<unknown, string[]> {
  const pairs = new Map<unknown, string[]>();
  for (const rule of rules) {
    const [action] = rule.action as { target_group_arn: string }[];
    pairs.set(rule.priority, [...(pairs.get(rule.priority) ?? []), ...(action ? [action.target_group_arn] : [])]);
  }
  return pairs;
}

async function moveRequests(
  { arn, priority }: Body,
  pairs: ReadonlyMap<unknown, string[]>,
  region: string,
): Promise<void> {
  const client = awsClient(ElasticLoadBalancingV2Client, region);
  const { Rules = [] } = await client.send(new DescribeRulesCommand({ RuleArns: [String(arn)] }));
  const current = Rules[0]?.Actions?.[0]?.TargetGroupArn;
  const TargetGroups = (pairs.get(priority) ?? []).map((TargetGroupArn) => ({
    TargetGroupArn,
    Weight: TargetGroupArn === current ? 0 : 100,
  }));
  await client.send(
    new ModifyRuleCommand({ RuleArn: String(arn), Actions: [{ Type: "forward", ForwardConfig: { TargetGroups } }] }),
  );
}

/** What the state holds of a type, with what the configuration makes Terraform ignore of it. */
function instancesOf(
  stack: SynthesizedStack,
  state: State,
  type: string,
): { attributes: Body; ignored: readonly string[] }[] {
  return managedIn(state)
    .filter((resource) => resource.type === type)
    .flatMap((resource) => {
      const ignored = ignoredIn(stack.blocks.get(addressInState(resource))?.body ?? {});
      return resource.instances.map(({ attributes = {} }) => ({ attributes, ignored }));
    });
}
