import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import { type GithubRepository, githubTrust } from "../iam/github-trust";
import { Role } from "../iam/role";
import type { StateBucket } from "../storage/state-bucket";

export interface ApplyRoleProps extends GithubRepository {
  readonly name: string;
  readonly location: AwsLocation;
  /** GitHub's OIDC provider in the account. */
  readonly providerArn: string;
  /** The stack that it deploys, and the GitHub environment from whose jobs it does. */
  readonly environment: string;
  /** The branch that is deployed. */
  readonly branch: string;
  readonly state: StateBucket;
  /** ARN of the managed policy that bounds what it may do. @default it is an administrator of the account */
  readonly permissionsBoundary?: string | undefined;
  /** Stacks whose states it must not touch. */
  readonly others: readonly string[];
  /** Roles that must stay as they are: workflows' own. */
  readonly guardedRoles: readonly string[];
}

/**
 * The role in which workflows of one repository deploy one environment: from jobs of the GitHub environment of the same
 * name, which is where GitHub asks for approval, in the workflows that deploy, as they stand on the branch that is deployed. It does not itself write another stack's state, change the workflows'
 * own roles and the GitHub OIDC provider, make users, assume another role, or hand out AWS's administrator policies (IAM User
 * Guide, "AWS managed policies for job functions"). But a role that deploys an environment creates roles and passes them on,
 * and what it makes is not held to that: it is an administrator of the account, and so is who may approve its jobs, unless a
 * permissions boundary holds it and the roles that it makes (IAM User Guide, "Permissions boundaries for IAM entities").
 *
 * Costs nothing.
 */
export class ApplyRole extends Construct {
  public readonly role: Role;

  public constructor(scope: Construct, id: string, props: ApplyRoleProps) {
    super(scope, id);
    const { name, providerArn, repository, environment, branch, state, location, permissionsBoundary } = props;
    this.role = new Role(this, "role", {
      name,
      description: `Administrator${permissionsBoundary === undefined ? "" : " within a boundary"}: deployments of ${environment} by workflows of ${repository}`,
      permissionsBoundary,
      trust: githubTrust(providerArn, props, {
        contexts: [`environment:${environment}`],
        branches: [branch],
        workflows: ["deploy.yml", "operate.yml"],
      }),
      // A database or a distribution may take longer than the hour that is IAM's default, and must not lose its state.
      maxSessionHours: 2,
    });
    // AWS's policy for developers: all services but IAM.
    this.role.addManagedPolicy("PowerUserAccess");
    state.grantApply(this.role, environment);
    this.grantRoles(location);
    this.guard(props);
  }

  private grantRoles({ account }: AwsLocation): void {
    this.role.grant({
      sid: "ManageRolesAndPolicies",
      actions: [
        ...["AttachRolePolicy", "CreateRole", "DeleteRole", "DetachRolePolicy", "GetRole", "ListAttachedRolePolicies"],
        ...["ListInstanceProfilesForRole", "ListRolePolicies", "PassRole", "TagRole", "UntagRole"],
        ...["UpdateAssumeRolePolicy", "UpdateRole", "UpdateRoleDescription"],
        ...["CreatePolicy", "CreatePolicyVersion", "DeletePolicy", "DeletePolicyVersion", "GetPolicy"],
        ...["GetPolicyVersion", "ListEntitiesForPolicy", "ListPolicyVersions", "TagPolicy", "UntagPolicy"],
        "GetOpenIDConnectProvider",
      ].map((action) => `iam:${action}`),
      resources: ["role", "policy", "oidc-provider"].map((kind) => `arn:aws:iam::${account}:${kind}/*`),
    });
    // The GitHub OIDC provider is looked up by its address. AWS lets this be granted on everything only.
    this.role.grant({ sid: "FindOidcProviders", actions: ["iam:ListOpenIDConnectProviders"], resources: ["*"] });
    this.role.grant({
      sid: "CreateServiceLinkedRoles",
      actions: ["iam:CreateServiceLinkedRole"],
      resources: [`arn:aws:iam::${account}:role/aws-service-role/*`],
    });
  }

  private guard({ state, others, guardedRoles, location: { account } }: ApplyRoleProps): void {
    this.role.grant({
      sid: "NoAdministratorPolicies",
      effect: "Deny",
      actions: ["iam:AttachRolePolicy"],
      resources: ["*"],
      conditions: {
        ArnEquals: {
          "iam:PolicyARN": ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"].map(
            (policy) => `arn:aws:iam::aws:policy/${policy}`,
          ),
        },
      },
    });
    this.role.grant({
      sid: "NotItself",
      effect: "Deny",
      actions: [
        ...["iam:AttachRolePolicy", "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion"],
        ...["iam:DeleteRole", "iam:DetachRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole"],
      ],
      // A role with many permissions has several policies, which are numbered.
      resources: guardedRoles.flatMap((role) => [
        `arn:aws:iam::${account}:role/${role}`,
        `arn:aws:iam::${account}:policy/${role}*`,
      ]),
    });
    this.role.grant({ sid: "NoOtherRole", effect: "Deny", actions: ["sts:AssumeRole"], resources: ["*"] });
    this.role.grant({
      sid: "NotOtherStates",
      effect: "Deny",
      actions: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
      resources: others.map((stack) => `${state.arn}/${stack}.tfstate*`),
    });
    this.role.grant({
      sid: "NotTheStates",
      effect: "Deny",
      actions: [
        "s3:DeleteBucket",
        "s3:DeleteBucketPolicy",
        "s3:PutBucketPolicy",
        "s3:PutBucketVersioning",
        "s3:PutLifecycleConfiguration",
        "s3:PutReplicationConfiguration",
      ],
      resources: [state.arn],
    });
    this.role.grant({
      sid: "NotTheirKey",
      effect: "Deny",
      actions: ["kms:CreateGrant", "kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
      resources: [state.keyArn],
    });
  }
}
