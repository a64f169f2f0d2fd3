import { ApplicationAutoScalingClient, RegisterScalableTargetCommand } from "@aws-sdk/client-application-auto-scaling";
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type StateValue,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CodeDeployClient, CreateApplicationCommand, CreateDeploymentGroupCommand } from "@aws-sdk/client-codedeploy";
import { CreateRepositoryCommand, ECRClient, PutImageCommand } from "@aws-sdk/client-ecr";
import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeClustersCommand,
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  type Service,
} from "@aws-sdk/client-ecs";
import { CreateDBInstanceCommand, RDSClient } from "@aws-sdk/client-rds";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";

import type { Emulator } from "../../../src/operations/emulate/emulator/emulator";

const environment = "fixture-services";
const cluster = `${environment}-cluster`;
const registry = "111122223333.dkr.ecr.us-east-1.amazonaws.com";

/** What the fixture's `fixture-services` declares, created in an emulated AWS without Terraform. */
export class EmulatedServices {
  readonly ecs: ECSClient;
  readonly codeDeploy: CodeDeployClient;
  readonly ecr: ECRClient;
  private readonly client: object;

  constructor({ url }: Emulator) {
    this.client = {
      region: "us-east-1",
      endpoint: url,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    };
    this.ecs = new ECSClient(this.client);
    this.codeDeploy = new CodeDeployClient(this.client);
    this.ecr = new ECRClient(this.client);
  }

  async create(): Promise<void> {
    await this.ecs.send(new CreateClusterCommand({ clusterName: cluster }));
    for (const key of ["api", "worker", "web"]) {
      await this.ecr.send(new CreateRepositoryCommand({ repositoryName: key }));
      await this.createService(key);
    }
    await new S3Client({ ...this.client, forcePathStyle: true }).send(
      new CreateBucketCommand({ Bucket: "111122223333-fixture-state" }),
    );
    const ssm = new SSMClient(this.client);
    await ssm.send(
      new PutParameterCommand({ Name: `/${environment}/images/api`, Type: "String", Value: "1.0.0", Overwrite: true }),
    );
    await new RDSClient(this.client).send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: environment,
        ...{ DBName: "fixture", Engine: "postgres", DBInstanceClass: "db.t3.micro", AllocatedStorage: 20 },
        ...{ MasterUsername: "platform", ManageMasterUserPassword: true },
      }),
    );
  }

  /** Pushes an image, and registers a revision of its service's family. */
  async register(key: string, tag: string): Promise<string> {
    const mediaType = "application/vnd.oci.image.index.v1+json";
    const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType, manifests: [], annotations: { tag } });
    await this.ecr.send(new PutImageCommand({ repositoryName: key, imageTag: tag, imageManifest }));
    const { taskDefinition } = await this.ecs.send(
      new RegisterTaskDefinitionCommand({
        family: `${environment}-${key}`,
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        ...{ cpu: "256", memory: "512" },
        containerDefinitions: [{ name: key, image: `${registry}/${key}:${tag}`, essential: true }],
        tags: [{ key: "service", value: key }],
      }),
    );
    return taskDefinition?.taskDefinitionArn ?? "";
  }

  async describe(key: string): Promise<Service> {
    const { services = [] } = await this.ecs.send(new DescribeServicesCommand({ cluster, services: [key] }));
    return services[0] ?? {};
  }

  /** How many tasks of all services the cluster says it runs. */
  async runningTasks(): Promise<number | undefined> {
    const { clusters = [] } = await this.ecs.send(new DescribeClustersCommand({ clusters: [cluster] }));
    return clusters[0]?.runningTasksCount;
  }

  async chosenImage(): Promise<string | undefined> {
    const { Parameter } = await new SSMClient(this.client).send(
      new GetParameterCommand({ Name: `/${environment}/images/api` }),
    );
    return Parameter?.Value;
  }

  /** Makes an application write a line. */
  async log(key: string, message: string, timestamp: number): Promise<void> {
    const logs = new CloudWatchLogsClient(this.client);
    const logGroupName = `/ecs/${environment}/${key}`;
    const logStreamName = `${key}/${key}/0123`;
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName })).catch(() => undefined);
    await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: [{ message, timestamp }] }));
  }

  /** Brings the alarm that watches deployments of a service into a state. */
  async setAlarm(key: string, StateValue: StateValue): Promise<void> {
    const AlarmName = `${key}-errors`;
    const cloudWatch = new CloudWatchClient(this.client);
    await cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        ...{ Namespace: "fixture", MetricName: "errors", Statistic: "Sum", Period: 60 },
        ...{ EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: "GreaterThanThreshold" },
      }),
    );
    await cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: "a test says so" }));
  }

  private async createService(key: string): Promise<void> {
    const ec2 = new EC2Client(this.client);
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand());
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand());
    const isBlueGreen = key === "web";
    await this.ecs.send(
      new CreateServiceCommand({
        ...{ cluster, serviceName: key, desiredCount: 1, taskDefinition: await this.register(key, "1.0.0") },
        deploymentController: { type: isBlueGreen ? "CODE_DEPLOY" : "ECS" },
        enableExecuteCommand: key === "api",
        capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
        networkConfiguration: {
          awsvpcConfiguration: {
            subnets: [Subnets[0]?.SubnetId ?? ""],
            securityGroups: [SecurityGroups[0]?.GroupId ?? ""],
          },
        },
      }),
    );
    await new ApplicationAutoScalingClient(this.client).send(
      new RegisterScalableTargetCommand({
        ServiceNamespace: "ecs",
        ScalableDimension: "ecs:service:DesiredCount",
        ResourceId: `service/${cluster}/${key}`,
        ...{ MinCapacity: 1, MaxCapacity: 3 },
      }),
    );
    await new CloudWatchLogsClient(this.client).send(
      new CreateLogGroupCommand({ logGroupName: `/ecs/${environment}/${key}` }),
    );
    if (isBlueGreen) await this.createDeploymentGroup(key);
  }

  private async createDeploymentGroup(key: string): Promise<void> {
    await this.codeDeploy.send(new CreateApplicationCommand({ applicationName: key, computePlatform: "ECS" }));
    await this.codeDeploy.send(
      new CreateDeploymentGroupCommand({
        applicationName: key,
        deploymentGroupName: key,
        serviceRoleArn: "arn:aws:iam::111122223333:role/deploy",
        ecsServices: [{ clusterName: cluster, serviceName: key }],
        alarmConfiguration: { enabled: true, alarms: [{ name: `${key}-errors` }] },
      }),
    );
  }
}
