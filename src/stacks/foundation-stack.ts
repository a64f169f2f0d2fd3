import type { Construct } from "constructs";

import { type Account, foundationName, stateBucketName, stateKeyAlias } from "../config/account";
import type { Environment } from "../config/environment";
import { ExistingGithubOidcProvider, GithubOidcProvider } from "../constructs/iam/github-oidc-provider";
import { Repository } from "../constructs/registry/repository";
import { StateBucket } from "../constructs/storage/state-bucket";
import type { RetainedResources } from "../naming/retained-resources";
import { OnCall } from "./on-call";
import { PlatformStack } from "./platform-stack";
import { WorkflowRoles } from "./workflow-roles";

/**
 * What exists once in an account, for all of its environments: the bucket of their states, their images' repositories,
 * the GitHub OIDC provider, and the role of people on call. `npm run bootstrap` deploys it.
 */
export class FoundationStack extends PlatformStack {
  /** @param environments all environments of the account */
  public constructor(
    scope: Construct,
    account: Account,
    environments: readonly Environment[],
    retained?: RetainedResources,
  ) {
    const location = { account: account.id, region: account.region };
    const state = stateOf(account);
    const { awsProviderVersion } = account;
    super(scope, foundationName(account), {
      ...{ location, awsProviderVersion, state, retained },
      tags: { account: account.name },
    });

    const stateBucket = new StateBucket(this, "state", {
      bucketName: state.bucket,
      keyAlias: state.keyAlias.replace("alias/", ""),
      location,
    });
    for (const [name, repository] of Object.entries(account.repositories)) {
      new Repository(this, `repository-${name.replaceAll("/", "-")}`, { name, account: account.id, ...repository });
    }
    const github =
      account.githubOidcProvider === "managed"
        ? new GithubOidcProvider(this, "github")
        : new ExistingGithubOidcProvider(this, "github");
    const { workflows, onCall } = account;
    const stacks = [foundationName(account), ...environments.map(({ name }) => name)];
    if (workflows)
      new WorkflowRoles(this, "workflows", {
        ...{ account, workflows, location, stacks },
        providerArn: github.arn,
        state: stateBucket,
      });
    if (onCall) new OnCall(this, "people", { account, onCall, environments, location, state: stateBucket });
  }
}

/** Where the states of an account are kept. */
export function stateOf(account: Account): { bucket: string; region: string; keyAlias: string } {
  return { bucket: stateBucketName(account), region: account.region, keyAlias: stateKeyAlias };
}
