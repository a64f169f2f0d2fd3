import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import { type GithubRepository, githubTrust } from "../iam/github-trust";
import { Role } from "../iam/role";
import { notFoundPage } from "../ingress/distribution";
import { generatedTag } from "../secrets/generated-secret";
import type { StateBucket } from "../storage/state-bucket";

export interface PlanRoleProps extends GithubRepository {
  readonly name: string;
  readonly location: AwsLocation;
  /** GitHub's OIDC provider in the account. */
  readonly providerArn: string;
  /** The branch from which drift is looked for, beside pull requests. */
  readonly branch: string;
  readonly state: StateBucket;
}

/**
 * The role in which workflows of one repository plan the account's stacks: it may read how everything is set up (AWS
 * Managed Policy Reference Guide, "ReadOnlyAccess"), read and lock the states, and change nothing else. What products store
 * (objects, messages, rows, logs, images) it may not read. Generated secrets it can read, and SSM parameters, since the
 * provider compares each with its state; so may whoever opens pull requests in the repository, while workflows of forks
 * get no role at all. What operators put into secrets it cannot.
 *
 * Costs nothing.
 */
export class PlanRole extends Construct {
  public readonly role: Role;

  public constructor(scope: Construct, id: string, props: PlanRoleProps) {
    super(scope, id);
    const { name, providerArn, repository, branch, state, location } = props;
    this.role = new Role(this, "role", {
      name,
      description: `Plans by workflows of ${repository}`,
      trust: githubTrust(providerArn, props, { contexts: ["pull_request", `ref:refs/heads/${branch}`] }),
    });
    this.role.addManagedPolicy("ReadOnlyAccess");
    state.grantPlan(this.role);
    this.grantRefresh(location);
    this.denyData(state);
  }

  /** What the provider reads of secrets, to compare it with the state: what was generated, never what operators entered. */
  private grantRefresh({ account }: AwsLocation): void {
    this.role.grant({
      sid: "CompareSecrets",
      actions: ["secretsmanager:GetSecretValue"],
      resources: [`arn:aws:secretsmanager:*:${account}:secret:*`],
      conditions: { StringEquals: { [`secretsmanager:ResourceTag/${generatedTag.key}`]: generatedTag.value } },
    });
    // An ephemeral password is drawn in a plan too, and thrown away. AWS lets it be granted on everything only.
    this.role.grant({ sid: "DrawPasswords", actions: ["secretsmanager:GetRandomPassword"], resources: ["*"] });
    this.role.grant({
      sid: "DecryptSecrets",
      actions: ["kms:Decrypt"],
      resources: [`arn:aws:kms:*:${account}:key/*`],
      conditions: { StringLike: { "kms:ViaService": ["secretsmanager.*.amazonaws.com", "ssm.*.amazonaws.com"] } },
    });
  }

  /** `ReadOnlyAccess` reads data too. */
  private denyData({ arn }: StateBucket): void {
    this.role.grant({
      sid: "NoObjects",
      effect: "Deny",
      actions: ["s3:GetObject", "s3:GetObjectVersion"],
      // The provider also looks at the object that it has put into buckets of static assets.
      notResources: [`${arn}/*`, `arn:aws:s3:::*/${notFoundPage}`],
    });
    this.role.grant({
      sid: "NoData",
      effect: "Deny",
      actions: [
        "dynamodb:BatchGetItem",
        "dynamodb:GetItem",
        "dynamodb:PartiQLSelect",
        "dynamodb:Query",
        "dynamodb:Scan",
        "ecr:GetDownloadUrlForLayer",
        "kinesis:GetRecords",
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "logs:GetLogRecord",
        "logs:GetQueryResults",
        "logs:StartLiveTail",
        "logs:StartQuery",
        "pi:GetDimensionKeyDetails",
        "rds:DownloadCompleteDBLogFile",
        "rds:DownloadDBLogFilePortion",
        "sqs:ReceiveMessage",
        "xray:BatchGetTraces",
        "xray:ListRetrievedTraces",
      ],
      resources: ["*"],
    });
  }
}
