import { execFileSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

import { CloudWatchLogsClient, CreateLogGroupCommand, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
  type IpPermission,
  ModifyVpcAttributeCommand,
  RevokeSecurityGroupEgressCommand,
} from "@aws-sdk/client-ec2";
import {
  type ContainerDefinition,
  type ContainerOverride,
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  type LogConfiguration,
  type NetworkConfiguration,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  type Service,
  type Task,
} from "@aws-sdk/client-ecs";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

import { Emulator } from "../../../../src/operations/emulate/emulator/emulator";
import { ContainerEngine } from "./container-engine";

export const account = "111122223333";
const region = "us-east-1";
const cluster = "tasks";
const logGroupName = "/ecs/tasks";
const anywhere = "0.0.0.0/0";

export interface TaskShape {
  readonly volumes?: readonly string[];
  readonly taskRoleArn?: string;
}

export interface ServiceShape extends TaskShape {
  readonly count?: number;
  /** Without it no load balancer sends the service requests. */
  readonly listenerPort?: number;
  readonly groups?: readonly string[];
}

/** A VPC with a load balancer and a cluster in an emulated AWS, whose tasks an engine runs. */
export class RunningTasks {
  readonly client: {
    readonly region: string;
    readonly endpoint: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly ecs: ECSClient;
  readonly ec2: EC2Client;
  readonly secrets: SecretsManagerClient;
  /** The label of all that the emulator starts in the engine. */
  readonly run: string;
  private readonly balancers: ElasticLoadBalancingV2Client;
  private readonly logs: CloudWatchLogsClient;
  private readonly iam: IAMClient;
  private readonly targetGroups = new Map<string, string>();
  private executionRoleArn = "";
  private vpc = "";
  private subnets: readonly string[] = [];
  private loadBalancer = "";
  private balancerGroup = "";
  /** The security group of the tasks: port 3000 from the load balancer, and 443 to anywhere. */
  group = "";

  private constructor(
    readonly emulator: Emulator,
    readonly engine: ContainerEngine,
  ) {
    const settings = {
      region,
      endpoint: emulator.url,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    };
    this.client = settings;
    this.ecs = new ECSClient(settings);
    this.ec2 = new EC2Client(settings);
    this.secrets = new SecretsManagerClient(settings);
    this.balancers = new ElasticLoadBalancingV2Client(settings);
    this.logs = new CloudWatchLogsClient(settings);
    this.iam = new IAMClient(settings);
    const started = execFileSync("ps", ["-o", "args=", "-p", String(emulator.pid)], { encoding: "utf8" });
    this.run = /--containers (\S+)/.exec(started)?.[1] ?? "";
  }

  static async start(): Promise<RunningTasks> {
    const engine = await ContainerEngine.atDockerHost();
    const emulator = await Emulator.start({ accountId: account, region, containers: {} });
    try {
      const tasks = new RunningTasks(emulator, engine);
      await tasks.create();
      return tasks;
    } catch (error) {
      await emulator.stop();
      throw error;
    }
  }

  async createRole(
    RoleName: string,
    allowed: readonly { readonly actions: readonly string[]; readonly resources: readonly string[] }[],
  ): Promise<string> {
    const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } };
    const { Role } = await this.iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy([trust]) }),
    );
    const statements = allowed.map(({ actions, resources }) => ({
      ...{ Effect: "Allow", Action: actions, Resource: resources },
    }));
    await this.iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: "allowed", PolicyDocument: policy(statements) }),
    );
    return Role?.Arn ?? "";
  }

  /** A security group that opens nothing. */
  async createGroup(GroupName: string): Promise<string> {
    const { GroupId = "" } = await this.ec2.send(
      new CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId: this.vpc }),
    );
    await this.ec2.send(
      new RevokeSecurityGroupEgressCommand({
        GroupId,
        IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: anywhere }] }],
      }),
    );
    return GroupId;
  }

  /** @param peer - a security group, or a range of addresses */
  async allowEgress(GroupId: string, port: number, peer: string): Promise<void> {
    await this.ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: [rule(port, peer)] }));
  }

  /** @param peer - a security group, or a range of addresses */
  async allowIngress(GroupId: string, port: number, peer: string): Promise<void> {
    await this.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule(port, peer)] }));
  }

  async register(
    family: string,
    containerDefinitions: ContainerDefinition[],
    { volumes = [], taskRoleArn }: TaskShape = {},
  ): Promise<string> {
    const { taskDefinition } = await this.ecs.send(
      new RegisterTaskDefinitionCommand({
        ...{ family, networkMode: "awsvpc", requiresCompatibilities: ["FARGATE"], cpu: "256", memory: "512" },
        ...{ executionRoleArn: this.executionRoleArn, taskRoleArn, containerDefinitions },
        volumes: volumes.map((name) => ({ name })),
      }),
    );
    return taskDefinition?.taskDefinitionArn ?? "";
  }

  async createService(
    serviceName: string,
    containerDefinitions: ContainerDefinition[],
    { count = 1, listenerPort, groups = [this.group], ...task }: ServiceShape = {},
  ): Promise<void> {
    const targetGroupArn = listenerPort === undefined ? undefined : await this.listen(serviceName, listenerPort);
    await this.ecs.send(
      new CreateServiceCommand({
        ...{ cluster, serviceName, desiredCount: count, launchType: "FARGATE" },
        taskDefinition: await this.register(serviceName, containerDefinitions, task),
        networkConfiguration: this.network(groups),
        loadBalancers: targetGroupArn ? [{ targetGroupArn, containerName: "app", containerPort: 3000 }] : [],
        deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
      }),
    );
  }

  /** The ARN of the target group that a service's tasks are in. */
  targetGroup(serviceName: string): string {
    return this.targetGroups.get(serviceName) ?? "";
  }

  async service(name: string): Promise<Service> {
    const { services = [] } = await this.ecs.send(new DescribeServicesCommand({ cluster, services: [name] }));
    return services[0] ?? {};
  }

  /** Waits as `aws ecs wait services-stable` does. */
  async steady(name: string): Promise<Service> {
    return until(`service ${name} is steady`, async () => {
      const service = await this.service(name);
      const [primary, ...others] = service.deployments ?? [];
      const isSteady = others.length === 0 && primary?.rolloutState === "COMPLETED";
      return isSteady && service.runningCount === service.desiredCount ? service : undefined;
    });
  }

  async tasksOf(serviceName: string, desiredStatus: "RUNNING" | "STOPPED" = "RUNNING"): Promise<Task[]> {
    const { taskArns = [] } = await this.ecs.send(new ListTasksCommand({ cluster, serviceName, desiredStatus }));
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await this.ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    return tasks;
  }

  async runTask(
    taskDefinition: string,
    { groups = [this.group], overrides = [] }: { groups?: readonly string[]; overrides?: ContainerOverride[] } = {},
  ): Promise<string> {
    const { tasks = [] } = await this.ecs.send(
      new RunTaskCommand({
        ...{ cluster, taskDefinition, launchType: "FARGATE", networkConfiguration: this.network(groups) },
        overrides: { containerOverrides: overrides },
      }),
    );
    return tasks[0]?.taskArn ?? "";
  }

  async task(arn: string): Promise<Task> {
    const { tasks = [] } = await this.ecs.send(new DescribeTasksCommand({ cluster, tasks: [arn] }));
    return tasks[0] ?? {};
  }

  async running(arn: string): Promise<Task> {
    return this.withStatus(arn, "RUNNING");
  }

  async stopped(arn: string): Promise<Task> {
    return this.withStatus(arn, "STOPPED");
  }

  /** Runs containers as a task of their own to its end. */
  async runToEnd(
    family: string,
    containers: ContainerDefinition[],
    shape: TaskShape & { readonly groups?: readonly string[] } = {},
  ): Promise<Task> {
    const { groups = [this.group] } = shape;
    return this.stopped(await this.runTask(await this.register(family, containers, shape), { groups }));
  }

  /** What a container of a task wrote, line by line. */
  async log({ taskArn = "" }: Task, container: string): Promise<string[]> {
    const logStreamName = `logged/${container}/${taskArn.slice(taskArn.lastIndexOf("/") + 1)}`;
    const { events = [] } = await this.logs.send(
      new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }),
    );
    return events.map(({ message = "" }) => message);
  }

  /** Where this machine reaches a listener of the load balancer. */
  async url(listenerPort: number): Promise<string> {
    return until(`port ${listenerPort} of the load balancer is published`, async () => {
      const response = await fetch(`${this.emulator.url}/emulator-api/run`);
      const { listeners = [] } = (await response.json()) as { listeners?: { port: number; publishedAt: number }[] };
      const found = listeners.find(({ port }) => port === listenerPort);
      return found && `http://127.0.0.1:${found.publishedAt}`;
    });
  }

  private async withStatus(arn: string, status: string): Promise<Task> {
    return until(`task ${arn} is ${status}`, async () => {
      const task = await this.task(arn);
      return task.lastStatus === status ? task : undefined;
    });
  }

  private network(securityGroups: readonly string[]): NetworkConfiguration {
    return { awsvpcConfiguration: { subnets: [...this.subnets], securityGroups: [...securityGroups] } };
  }

  private async create(): Promise<void> {
    await this.createNetwork();
    await this.createLoadBalancer();
    await this.logs.send(new CreateLogGroupCommand({ logGroupName }));
    await this.ecs.send(new CreateClusterCommand({ clusterName: cluster }));
    this.executionRoleArn = await this.createRole("execution", [
      { actions: ["secretsmanager:GetSecretValue"], resources: [`arn:aws:secretsmanager:${region}:*:secret:app/*`] },
    ]);
  }

  private async createNetwork(): Promise<void> {
    const { Vpc } = await this.ec2.send(new CreateVpcCommand({ CidrBlock: "10.30.0.0/16" }));
    this.vpc = Vpc?.VpcId ?? "";
    await this.ec2.send(new ModifyVpcAttributeCommand({ VpcId: this.vpc, EnableDnsHostnames: { Value: true } }));
    this.subnets = await Promise.all(
      ["a", "b"].map(async (zone, index) => {
        const { Subnet } = await this.ec2.send(
          new CreateSubnetCommand({
            ...{ VpcId: this.vpc, CidrBlock: `10.30.${index + 1}.0/24`, AvailabilityZone: `${region}${zone}` },
          }),
        );
        return Subnet?.SubnetId ?? "";
      }),
    );
    this.group = await this.createGroup("tasks");
    this.balancerGroup = await this.createGroup("load-balancer");
    await this.allowEgress(this.balancerGroup, 3000, this.group);
    await this.allowIngress(this.group, 3000, this.balancerGroup);
    await this.allowEgress(this.group, 443, anywhere);
  }

  private async createLoadBalancer(): Promise<void> {
    const { LoadBalancers = [] } = await this.balancers.send(
      new CreateLoadBalancerCommand({
        ...{ Name: "tasks", Subnets: [...this.subnets], SecurityGroups: [this.balancerGroup] },
      }),
    );
    this.loadBalancer = LoadBalancers[0]?.LoadBalancerArn ?? "";
  }

  /** A listener of the load balancer and its target group, whose tasks have 10 s to finish requests. */
  private async listen(Name: string, Port: number): Promise<string> {
    const { TargetGroups = [] } = await this.balancers.send(
      new CreateTargetGroupCommand({
        ...{ Name, Protocol: "HTTP", Port: 3000, VpcId: this.vpc, TargetType: "ip", HealthCheckPath: "/up" },
        ...{ HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 2 },
        ...{ HealthyThresholdCount: 2, UnhealthyThresholdCount: 2 },
      }),
    );
    const TargetGroupArn = TargetGroups[0]?.TargetGroupArn ?? "";
    this.targetGroups.set(Name, TargetGroupArn);
    await this.balancers.send(
      new ModifyTargetGroupAttributesCommand({
        TargetGroupArn,
        Attributes: [{ Key: "deregistration_delay.timeout_seconds", Value: "10" }],
      }),
    );
    await this.allowIngress(this.balancerGroup, Port, anywhere);
    await this.balancers.send(
      new CreateListenerCommand({
        ...{ LoadBalancerArn: this.loadBalancer, Protocol: "HTTP", Port },
        DefaultActions: [{ Type: "forward", TargetGroupArn }],
      }),
    );
    return TargetGroupArn;
  }
}

/** The sample application, which stands for an image of a repository of the account. */
export function application(more: Partial<ContainerDefinition> = {}): ContainerDefinition {
  return {
    ...{ name: "app", image: `${account}.dkr.ecr.${region}.amazonaws.com/app:1.0.0`, essential: true },
    ...{ portMappings: [{ containerPort: 3000 }], logConfiguration: logDriver(), stopTimeout: 5, ...more },
  };
}

export function busybox(name: string, script: string, more: Partial<ContainerDefinition> = {}): ContainerDefinition {
  return {
    ...{ name, image: "public.ecr.aws/docker/library/busybox:1.37.0", essential: true, stopTimeout: 2 },
    ...{ command: ["sh", "-c", script], logConfiguration: logDriver(), ...more },
  };
}

/** Asks again and again until there is an answer. */
export async function until<T>(what: string, answer: () => Promise<T | undefined>, seconds = 90): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await answer();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`In ${seconds} s it did not come about that ${what}`);
    await delay(200);
  }
}

export function logDriver(group = logGroupName): LogConfiguration {
  return {
    logDriver: "awslogs",
    options: { "awslogs-group": group, "awslogs-region": region, "awslogs-stream-prefix": "logged" },
  };
}

function policy(Statement: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

function rule(port: number, peer: string): IpPermission {
  const other = peer.includes("/") ? { IpRanges: [{ CidrIp: peer }] } : { UserIdGroupPairs: [{ GroupId: peer }] };
  return { IpProtocol: "tcp", FromPort: port, ToPort: port, ...other };
}
