import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import { Role } from "../iam/role";
import type { StateBucket } from "../storage/state-bucket";

/** What is operated, by the names that it has in the account. */
export interface OperatedNames {
  readonly clusters: readonly string[];
  /** Families of task definitions. */
  readonly families: readonly string[];
  /** Roles that tasks run with. */
  readonly taskRoles: readonly string[];
  readonly logGroups: readonly string[];
  /** CodeDeploy applications, whose deployment groups have the same name. */
  readonly blueGreen: readonly string[];
  /** SSM parameters that say which image runs. */
  readonly imageParameters: readonly string[];
}

export interface OnCallRoleProps {
  readonly name: string;
  readonly location: AwsLocation;
  /** ARNs of the roles that may assume it; `*` is any part of one's path and name. */
  readonly trusted: readonly string[];
  readonly operated: OperatedNames;
  readonly state: StateBucket;
}

/**
 * The role in which people on call look after running services with this project's commands: `status`, `report`, `logs`,
 * `restart`, `rollback`, `scale`, `exec`, `tunnel` and `task`, on the clusters, families, log groups and deployment groups of the
 * account's environments. It sees how things are set up and reads the states, and deploys no configuration.
 *
 * It can reach every secret of the account's services: `ecs:RunTask`, `ecs:RegisterTaskDefinition` and `ecs:ExecuteCommand` start
 * or enter containers with their task and execution roles, and IAM knows nothing narrower that rollbacks and tasks could do with.
 * The role itself reads no secret, and the commands show none.
 *
 * Each action is granted on what AWS lets it be granted on (Service Authorization Reference). Costs nothing.
 */
export class OnCallRole extends Construct {
  public readonly role: Role;
  private readonly location: AwsLocation;

  public constructor(scope: Construct, id: string, { name, location, trusted, operated, state }: OnCallRoleProps) {
    super(scope, id);
    this.location = location;
    const accounts = new Set(trusted.map((arn) => arn.split(":")[4] ?? ""));
    this.role = new Role(this, "role", {
      name,
      description: "People on call, who look after running services",
      trust: {
        // IAM takes no pattern as a principal: the accounts are trusted, and of them only these roles.
        principals: { AWS: [...accounts].map((account) => `arn:aws:iam::${account}:root`) },
        conditions: { ArnLike: { "aws:PrincipalArn": trusted } },
      },
    });
    this.grantSight();
    this.grantUnmanaged();
    this.grantServices(operated);
    this.grantTasks(operated);
    this.grantRevisions(operated);
    this.grantBlueGreen(operated);
    this.grantSessions(operated);
    state.grantRead(this.role);
  }

  /** AWS knows no resources of many of these; none tells more than how something is set up, and how it is. */
  private grantSight(): void {
    this.role.grant({
      sid: "SeeHowThingsAre",
      actions: [
        ...["acm:DescribeCertificate", "backup:ListBackupJobs", "backup:ListBackupVaults"],
        ...["backup:ListRecoveryPointsByBackupVault", "cloudwatch:DescribeAlarms", "ec2:DescribeNatGateways"],
        ...["ec2:DescribeVpcEndpoints", "ecr:DescribeImages"],
        ...["ecs:DescribeTaskDefinition", "iam:GetAccountAuthorizationDetails", "logs:DescribeLogGroups"],
        ...["DescribeScalableTargets", "DescribeScalingPolicies", "DescribeScheduledActions"].map(
          (action) => `application-autoscaling:${action}`,
        ),
        ...["DescribeLoadBalancers", "DescribeTargetGroups", "DescribeTargetHealth"].map(
          (action) => `elasticloadbalancing:${action}`,
        ),
        ...["DescribeDBClusters", "DescribeDBInstanceAutomatedBackups", "DescribeDBInstances", "DescribeDBProxies"].map(
          (action) => `rds:${action}`,
        ),
        // Without GetSecretValue the batch tells of each secret that its value may not be read.
        ...["route53:ListResourceRecordSets", "secretsmanager:BatchGetSecretValue", "secretsmanager:ListSecrets"],
        "tag:GetResources",
      ],
      resources: ["*"],
    });
  }

  /** What carries an environment's tags and is in no state may have any name, and lie in any of the environment's regions. */
  private grantUnmanaged(): void {
    const { account } = this.location;
    this.role.grant({
      sid: "SeeWhatIsUnmanaged",
      actions: ["ecs:DescribeClusters", "ecs:DescribeServices", "kms:DescribeKey", "secretsmanager:DescribeSecret"],
      resources: [
        ...[`arn:aws:ecs:*:${account}:cluster/*`, `arn:aws:ecs:*:${account}:service/*`],
        ...[`arn:aws:kms:*:${account}:key/*`, `arn:aws:secretsmanager:*:${account}:secret:*`],
      ],
    });
  }

  private grantServices({ clusters, logGroups }: OperatedNames): void {
    this.role.grant({
      sid: "OperateServices",
      actions: ["DescribeServiceRevisions", "DescribeServices", "ListServiceDeployments", "UpdateService"].map(
        (action) => `ecs:${action}`,
      ),
      resources: clusters.flatMap((cluster) => [
        this.ecs(`service/${cluster}/*`),
        this.ecs(`service-revision/${cluster}/*`),
      ]),
    });
    this.role.grant({
      sid: "ReadLogs",
      actions: ["logs:FilterLogEvents", "logs:GetLogEvents"],
      resources: logGroups.flatMap((group) => [
        this.arn("logs", `log-group:${group}`),
        this.arn("logs", `log-group:${group}:*`),
      ]),
    });
  }

  private grantTasks({ clusters, families, taskRoles }: OperatedNames): void {
    const clusterArns = clusters.map((cluster) => this.ecs(`cluster/${cluster}`));
    const taskArns = clusters.map((cluster) => this.ecs(`task/${cluster}/*`));
    this.role.grant({
      sid: "ListTasks",
      actions: ["ecs:ListTasks"],
      resources: ["*"],
      conditions: { ArnEquals: { "ecs:cluster": clusterArns } },
    });
    this.role.grant({ sid: "FollowTasks", actions: ["ecs:DescribeTasks"], resources: taskArns });
    this.role.grant({
      sid: "RunTasks",
      actions: ["ecs:RunTask"],
      resources: families.map((family) => this.ecs(`task-definition/${family}:*`)),
      conditions: { ArnEquals: { "ecs:cluster": clusterArns } },
    });
    this.role.grant({
      sid: "TagTasks",
      actions: ["ecs:TagResource"],
      resources: taskArns,
      conditions: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    });
    this.role.grant({
      sid: "PassTaskRoles",
      actions: ["iam:PassRole"],
      resources: taskRoles.map((role) => `arn:aws:iam::${this.location.account}:role/${role}`),
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    });
  }

  /** For rollbacks of what Terraform deploys: a revision with another image. */
  private grantRevisions({ families, imageParameters }: OperatedNames): void {
    const revisions = families.map((family) => this.ecs(`task-definition/${family}:*`));
    this.role.grant({ sid: "RegisterRevisions", actions: ["ecs:RegisterTaskDefinition"], resources: revisions });
    this.role.grant({
      sid: "TagRevisions",
      actions: ["ecs:TagResource"],
      resources: revisions,
      conditions: { StringEquals: { "ecs:CreateAction": "RegisterTaskDefinition" } },
    });
    if (imageParameters.length > 0)
      this.role.grant({
        sid: "ChooseImages",
        actions: ["ssm:PutParameter"],
        resources: imageParameters.map((name) => this.arn("ssm", `parameter${name}`)),
      });
  }

  private grantBlueGreen({ blueGreen }: OperatedNames): void {
    if (blueGreen.length === 0) return;
    const groups = blueGreen.map((name) => this.arn("codedeploy", `deploymentgroup:${name}/${name}`));
    const deployments = [
      "BatchGetDeployments",
      "CreateDeployment",
      "GetDeployment",
      "GetDeploymentGroup",
      "ListDeployments",
    ];
    this.role.grant({
      sid: "DeployBlueGreen",
      actions: deployments.map((action) => `codedeploy:${action}`),
      resources: groups,
    });
    this.role.grant({
      sid: "ReadRevisions",
      actions: ["codedeploy:GetApplicationRevision", "codedeploy:RegisterApplicationRevision"],
      resources: blueGreen.map((name) => this.arn("codedeploy", `application:${name}`)),
    });
    this.role.grant({
      sid: "ReadDeploymentConfigurations",
      actions: ["codedeploy:GetDeploymentConfig"],
      resources: [this.arn("codedeploy", "deploymentconfig:*")],
    });
    // AWS knows no resource of this action.
    this.role.grant({ sid: "StopDeployments", actions: ["codedeploy:StopDeployment"], resources: ["*"] });
  }

  /** Into tasks, and through them to databases. */
  private grantSessions({ clusters }: OperatedNames): void {
    const tasks = clusters.map((cluster) => this.ecs(`task/${cluster}/*`));
    const clusterArns = clusters.map((cluster) => this.ecs(`cluster/${cluster}`));
    this.role.grant({ sid: "RunCommands", actions: ["ecs:ExecuteCommand"], resources: [...clusterArns, ...tasks] });
    const document = `arn:aws:ssm:${this.location.region}::document/AWS-StartPortForwardingSessionToRemoteHost`;
    this.role.grant({ sid: "OpenTunnels", actions: ["ssm:StartSession"], resources: [...tasks, document] });
    // Sessions of an assumed role are not called after its id, but tagged with it (Systems Manager User Guide, "Allow a user to
    // end only sessions they started"). Terraform keeps the variable for IAM when its dollar is doubled.
    this.role.grant({
      sid: "EndTunnels",
      actions: ["ssm:TerminateSession"],
      resources: [this.arn("ssm", "session/*")],
      conditions: { StringLike: { "ssm:resourceTag/aws:ssmmessages:session-id": "$${aws:userid}*" } },
    });
  }

  private ecs(resource: string): string {
    return this.arn("ecs", resource);
  }

  private arn(service: string, resource: string): string {
    const { account, region } = this.location;
    return `arn:aws:${service}:${region}:${account}:${resource}`;
  }
}
