import { z } from "zod";

import { awsProviderVersion, testedAwsProvider } from "./aws-provider";
import { onCallSchema } from "./on-call";
import { workflowsSchema } from "./workflows";
import { accountId, regionName, slug, wholeNumber } from "./fields";

const repository = z.strictObject({
  /**
   * How many of the newest tagged images stay, even while an older one runs: more than environments that share the
   * repository push between two deployments of the slowest, or its next task cannot start.
   * @default 30
   */
  keepImages: wholeNumber(1, 1000, "a number of images").default(30),
  /** Days after which an image that lost its tag goes. @default 7 */
  untaggedExpireDays: wholeNumber(1, 365, "days").default(7),
});

const repositoryName = z
  .string()
  .regex(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, "expected lower-case letters, digits and inner ._-/");

/** What exists once in an AWS account, for all of its environments. */
export const accountSchema = z.strictObject({
  /** What people call the account; its foundation's stack is `foundation-<name>`. */
  name: slug,
  /** The account's number. */
  id: accountId,
  /**
   * Where the account's state bucket, its registries and all of its environments are.
   * @creates `aws_s3_bucket` for the states and the `aws_kms_key` that encrypts them
   * @costs by the month for the key, and by the gigabyte
   */
  region: regionName,
  /**
   * The exact release of the AWS provider (hashicorp/aws) in every stack of the account: the one that everything is tested
   * with, or one of 6 from 6.25.0 on. A state that 6 has written cannot go back to 5.
   * @default "5.100.0"
   */
  awsProviderVersion: awsProviderVersion.default(testedAwsProvider),
  /**
   * ECR repositories, by name.
   * @creates `aws_ecr_repository` with its policies, for each
   * @costs by the gigabyte stored
   */
  repositories: z.record(repositoryName, repository),
  /**
   * Whether GitHub's OIDC provider is created here, or is in the account already.
   * @creates `aws_iam_openid_connect_provider`, where it is managed
   * @default "managed"
   */
  githubOidcProvider: z.enum(["managed", "existing"]).default("managed"),
  /**
   * The GitHub workflows that plan and deploy the account's environments.
   * @creates `aws_iam_role` and `aws_iam_policy`
   * @default no roles are created
   */
  workflows: workflowsSchema.optional(),
  /**
   * Who is on call for the account's environments.
   * @creates `aws_iam_role` and `aws_iam_policy`
   * @default no role is created
   */
  onCall: onCallSchema.optional(),
});

export type AccountInput = z.input<typeof accountSchema>;
export type Account = z.output<typeof accountSchema>;

/** Writes down an account. It is checked with all others when the platform is loaded. */
export function defineAccount(account: AccountInput): AccountInput {
  return account;
}

/** The account's own stack. */
export function foundationName(account: Pick<Account, "name">): string {
  return `foundation-${account.name}`;
}

/** The bucket that holds every state of an account. */
export function stateBucketName(account: Pick<Account, "id" | "region">): string {
  return `terraform-state-${account.id}-${account.region}`;
}

/** The key that encrypts every state of an account, by its alias. */
export const stateKeyAlias = "alias/terraform-state";
