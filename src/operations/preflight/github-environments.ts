import { z } from "zod";

import { githubTokens } from "../../naming/github-tokens";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type Check, type Finding, missing, notChecked, ok, warning } from "./check";

/** A GitHub environment whose jobs a role of the stack trusts, and the branches of which they must run. */
export interface TrustedEnvironment {
  readonly repository: string;
  readonly environment: string;
  readonly branches: readonly string[];
}

/** What GitHub says of an environment (GitHub REST API, "Get an environment"). */
const environmentSchema = z.object({
  protection_rules: z.array(z.object({ type: z.string() })).default([]),
  deployment_branch_policy: z
    .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullable()
    .default(null),
});

/** How long GitHub may take to answer, in milliseconds. */
const timeout = 10_000;

/** Whether GitHub itself holds the environments' jobs back: what AWS compares is the last line, not the first. */
export const githubEnvironments: Check = {
  title: "GitHub environments",
  otherwise: "GitHub's environments are not known",
  run: async ({ stack }) => {
    const token = process.env.GH_TOKEN ?? process.env.GITHUB_TOKEN;
    const trusted = trustedEnvironments(stack);
    if (trusted.length === 0) return [ok("no role trusts one")];
    if (token === undefined)
      return [notChecked("GitHub is asked where GH_TOKEN holds a token that may read the repository's environments")];
    return Promise.all(trusted.map((one) => judge(one, token)));
  },
};

/** The environments that the trust policies of a stack's roles name. */
export function trustedEnvironments({ resources }: SynthesizedStack): TrustedEnvironment[] {
  return resources
    .filter(({ type }) => type === "aws_iam_role")
    .flatMap(({ body }) => {
      const { Statement } = JSON.parse(String(body.assume_role_policy)) as TrustPolicy;
      return Statement.flatMap(({ Condition: { StringEquals: claims = {} } = {} }) => {
        const branches = valuesOf(claims, "ref").map((ref) => ref.replace("refs/heads/", ""));
        return valuesOf(claims, "sub").flatMap((subject) => {
          const { repository, environment } =
            /^repo:(?<repository>[^@:]+):environment:(?<environment>.+)$/.exec(subject)?.groups ?? {};
          return repository === undefined || environment === undefined ? [] : [{ repository, environment, branches }];
        });
      });
    });
}

interface TrustPolicy {
  readonly Statement: readonly {
    readonly Condition?: { readonly StringEquals?: Readonly<Record<string, string | readonly string[]>> };
  }[];
}

function valuesOf(claims: Readonly<Record<string, string | readonly string[]>>, claim: string): readonly string[] {
  return [claims[`${githubTokens.issuer}:${claim}`] ?? []].flat();
}

async function judge(trusted: TrustedEnvironment, token: string): Promise<Finding> {
  const { repository, environment } = trusted;
  const what = `${environment} in ${repository}`;
  const path = `repos/${repository}/environments/${environment}`;
  let response: Response;
  try {
    response = await fetch(`${process.env.GITHUB_API_URL ?? "https://api.github.com"}/${path}`, {
      headers: { accept: "application/vnd.github+json", authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(timeout),
    });
  } catch {
    return warning(`${what}: GitHub does not answer`, "Mend the network, then repeat.");
  }
  if (response.status === 404)
    return missing(`${what} does not exist, or the token may not read it`, `gh api --method PUT ${path}`);
  const read = response.ok ? environmentSchema.safeParse(await response.json().catch(() => undefined)) : undefined;
  if (!read?.success) {
    return warning(
      `${what}: GitHub answers with status ${response.status} and nothing that can be read`,
      "Use a token that may read the repository's environments (GH_TOKEN), then repeat.",
    );
  }
  return judgeEnvironment(trusted, read.data);
}

/** Whether an environment lets in the jobs that its role trusts, and no others. */
export function judgeEnvironment(
  { repository, environment, branches }: TrustedEnvironment,
  { protection_rules: rules, deployment_branch_policy: policy }: z.output<typeof environmentSchema>,
): Finding {
  const what = `${environment} in ${repository}`;
  const settings = `In GitHub: Settings, Environments, ${environment}:`;
  if (policy === null)
    return warning(
      `jobs of every branch may use ${what}; AWS refuses all but those of ${branches.join(", ") || "any branch"}`,
      `${settings} deployment branches, selected branches, ${branches.join(", ")}.`,
    );
  if (environment.includes("production") && rules.every(({ type }) => type !== "required_reviewers"))
    return warning(`jobs use ${what} without a review`, `${settings} required reviewers, without self-review.`);
  return ok(what);
}
