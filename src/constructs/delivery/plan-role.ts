import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import { type GithubRepository, githubTrust } from "../iam/github-trust";
import { statementId } from "../iam/policy-document";
import { Role } from "../iam/role";
import { notFoundPage } from "../ingress/distribution";
import { generatedTag } from "../secrets/generated-secret";
import type { StateBucket } from "../storage/state-bucket";
import { refreshActions } from "./refresh-actions";

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
 * The role in which workflows of one repository plan the account's stacks: it may read how everything of the kinds that stacks
 * have is set up, read and lock the states, and change nothing else. What products store (objects, messages, rows, logs,
 * images) it may not read, but the names of objects. Generated secrets it can read, and SSM parameters, since the provider
 * compares each with its state; so may everyone who can open pull requests from the repository, while workflows of forks get no role at
 * all. What operators put into secrets it cannot.
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
    state.grantPlan(this.role);
    this.grantRefresh();
    this.grantValues(location);
  }

  /** AWS lets most of these be granted on everything only, and a plan looks at whatever the account's stacks have. */
  private grantRefresh(): void {
    const actions = new Set(Object.values(refreshActions).flat());
    // A review first looks whether resources are there of which the state knows nothing.
    actions.add("tag:GetResources");
    for (const [service, its] of byService(actions))
      this.role.grant({ sid: statementId("refresh", service), actions: its, resources: ["*"] });
  }

  /** What the provider compares with the state: what was generated, never what operators entered. */
  private grantValues({ account }: AwsLocation): void {
    this.role.grant({
      sid: "CompareSecrets",
      actions: ["secretsmanager:GetSecretValue"],
      resources: [`arn:aws:secretsmanager:*:${account}:secret:*`],
      conditions: { StringEquals: { [`secretsmanager:ResourceTag/${generatedTag.key}`]: generatedTag.value } },
    });
    // The provider looks at the object that it has put into buckets of static assets.
    this.role.grant({ sid: "LookAtAssets", actions: ["s3:GetObject"], resources: [`arn:aws:s3:::*/${notFoundPage}`] });
    this.role.grant({
      sid: "DecryptSecrets",
      actions: ["kms:Decrypt"],
      resources: [`arn:aws:kms:*:${account}:key/*`],
      conditions: { StringLike: { "kms:ViaService": ["secretsmanager.*.amazonaws.com", "ssm.*.amazonaws.com"] } },
    });
  }
}

/** Actions by the service that they are of, both in alphabetical order. */
function byService(actions: Iterable<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const action of [...actions].sort()) {
    const [service = ""] = action.split(":");
    found.set(service, [...(found.get(service) ?? []), action]);
  }
  return found;
}
