import { Construct } from "constructs";

import type { FargateService } from "../containers/fargate-service";
import type { AwsLocation } from "../iam/aws-location";
import { ExistingGithubOidcProvider } from "../iam/github-oidc-provider";
import { type GithubRepository, githubTrust } from "../iam/github-trust";
import { statementId } from "../iam/policy-document";
import { Role } from "../iam/role";
import type { Distribution } from "../ingress/distribution";
import type { ParameterImage } from "../registry/parameter-image";
import type { RegisteredRepository } from "../registry/registered-repository";

export interface PipelineRoleProps extends GithubRepository {
  readonly name: string;
  readonly location: AwsLocation;
  /** Branches whose workflows may deploy. */
  readonly branches: readonly string[];
  /** GitHub environments whose jobs may deploy, and no others. Empty for every job. */
  readonly environments: readonly string[];
  /** Files in `.github/workflows` whose jobs may deploy. Empty for all. */
  readonly workflows: readonly string[];
}

/**
 * The role in which GitHub Actions of one repository bring new versions: push images, say which of them run, upload
 * static assets, and for the services that a pipeline owns register revisions, run their tasks, start deployments, wait
 * for them, and pass exactly the roles that their tasks have. It comes in through the account's OIDC provider, from
 * named branches, GitHub environments and workflows only (IAM User Guide, "Create a role for OpenID Connect federation
 * (console)").
 *
 * Costs nothing.
 */
export class PipelineRole extends Construct {
  public readonly role: Role;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: PipelineRoleProps,
  ) {
    super(scope, id);
    const { name, repository, branches, environments, workflows } = props;
    const provider = new ExistingGithubOidcProvider(this, "github");
    this.role = new Role(this, "role", {
      name,
      description: `Deployments by workflows of ${repository}`,
      trust: githubTrust(provider.arn, props, {
        contexts:
          environments.length > 0
            ? environments.map((environment) => `environment:${environment}`)
            : branches.map((branch) => `ref:refs/heads/${branch}`),
        ...{ branches, workflows },
      }),
    });
  }

  public grantPush(repository: RegisteredRepository): void {
    repository.grantPush(this.role);
  }

  /** Lets it say which image a service runs that Terraform deploys. */
  public grantChoose(image: ParameterImage): void {
    image.grantChoose(this.role);
  }

  /** Lets it bring files to where CloudFront hands them out from. */
  public grantUpload(distribution: Distribution): void {
    distribution.grantUpload(this.role);
  }

  /** Lets it register revisions of a service's task definition and pass on the roles of its tasks. */
  public grantRegister({ taskDefinition, connections: { label } }: FargateService): void {
    const { account, region } = this.props.location;
    this.role.grant({
      sid: statementId("register", label),
      actions: ["ecs:RegisterTaskDefinition"],
      resources: [`arn:aws:ecs:${region}:${account}:task-definition/${taskDefinition.resource.family}:*`],
    });
    this.role.grant({
      sid: statementId("pass", "roles", "of", label),
      actions: ["iam:PassRole"],
      resources: taskDefinition.roleArns,
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    });
    this.role.grant({ sid: "ReadTaskDefinitions", actions: ["ecs:DescribeTaskDefinition"], resources: ["*"] });
  }

  /** Lets it run tasks of a service's family in its cluster, see how they end, and read what they wrote. */
  public grantRunTasks({ taskDefinition, connections: { label } }: FargateService, clusterName: string): void {
    const { account, region } = this.props.location;
    this.role.grant({
      sid: statementId("run", "tasks", "of", label),
      actions: ["ecs:RunTask"],
      resources: [`arn:aws:ecs:${region}:${account}:task-definition/${taskDefinition.resource.family}:*`],
      conditions: { ArnEquals: { "ecs:cluster": `arn:aws:ecs:${region}:${account}:cluster/${clusterName}` } },
    });
    this.role.grant({
      sid: "FollowTasks",
      actions: ["ecs:DescribeTasks"],
      resources: [`arn:aws:ecs:${region}:${account}:task/${clusterName}/*`],
    });
    this.role.grant({
      sid: statementId("read", "logs", "of", label),
      actions: ["logs:GetLogEvents"],
      resources: [`${taskDefinition.logGroup.arn}:log-stream:*`],
    });
  }

  /** Lets it make a service run a revision, and wait until it does. */
  public grantUpdate(service: FargateService, clusterName: string): void {
    this.grantServiceActions(service, clusterName, ["ecs:DescribeServices", "ecs:UpdateService"]);
  }

  /** Lets it start blue/green deployments of a service and follow them. */
  public grantBlueGreen(service: FargateService, clusterName: string, deploymentName: string): void {
    const { account, region } = this.props.location;
    const arn = (kind: string, name: string): string => `arn:aws:codedeploy:${region}:${account}:${kind}:${name}`;
    this.grantServiceActions(service, clusterName, ["ecs:DescribeServices"]);
    this.role.grant({
      sid: statementId("deploy", service.connections.label),
      actions: [
        "codedeploy:CreateDeployment",
        "codedeploy:GetApplicationRevision",
        "codedeploy:GetDeployment",
        "codedeploy:GetDeploymentGroup",
        "codedeploy:RegisterApplicationRevision",
      ],
      resources: [arn("application", deploymentName), arn("deploymentgroup", `${deploymentName}/${deploymentName}`)],
    });
    // AWS knows no resource of this action: on anything but everything the grant does nothing.
    this.role.grant({ sid: "StopDeployments", actions: ["codedeploy:StopDeployment"], resources: ["*"] });
    this.role.grant({
      sid: "ReadDeploymentConfigurations",
      actions: ["codedeploy:GetDeploymentConfig"],
      resources: [arn("deploymentconfig", "*")],
    });
  }

  private grantServiceActions(
    { resource, connections }: FargateService,
    clusterName: string,
    actions: readonly string[],
  ): void {
    const { account, region } = this.props.location;
    this.role.grant({
      sid: statementId("update", connections.label),
      actions,
      resources: [`arn:aws:ecs:${region}:${account}:service/${clusterName}/${resource.name}`],
    });
  }
}
