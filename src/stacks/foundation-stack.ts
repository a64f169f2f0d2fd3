import type { Construct } from "constructs";

import { type Account, foundationName, stateBucketName, stateKeyAlias } from "../config/account";
import { ExistingGithubOidcProvider, GithubOidcProvider } from "../constructs/iam/github-oidc-provider";
import { Repository } from "../constructs/registry/repository";
import { StateBucket } from "../constructs/storage/state-bucket";
import type { KnownAddresses } from "../naming/known-addresses";
import { PlatformStack } from "./platform-stack";
import { WorkflowRoles } from "./workflow-roles";

/**
 * What exists once in an account, for all of its environments: the bucket of their states, their images' repositories,
 * and GitHub's way in. `npm run bootstrap` deploys it.
 */
export class FoundationStack extends PlatformStack {
  /** @param environments the names of all environments of the account */
  public constructor(scope: Construct, account: Account, environments: readonly string[], retained?: KnownAddresses) {
    const location = { account: account.id, region: account.region };
    const state = stateOf(account);
    super(scope, foundationName(account), { location, state, retained, tags: { account: account.name } });

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
    const { workflows } = account;
    if (workflows)
      new WorkflowRoles(this, "workflows", {
        ...{ account, workflows, location, stacks: [foundationName(account), ...environments] },
        providerArn: github.arn,
        state: stateBucket,
      });
  }
}

/** Where the states of an account are kept. */
export function stateOf(account: Account): { bucket: string; region: string; keyAlias: string } {
  return { bucket: stateBucketName(account), region: account.region, keyAlias: stateKeyAlias };
}
