import type { Account } from "../account";
import type { Environment } from "../environment";
import { didYouMean } from "../nearest";
import type { Problem } from "../problems";

/** Workflows can deploy only what the account has. */
export function workflowRules(
  { id, workflows }: Account,
  environments: readonly Pick<Environment, "name" | "account">[],
): Problem[] {
  const known = environments.filter(({ account }) => account === id).map(({ name }) => name);
  return (workflows?.environments ?? []).flatMap((name, index) =>
    known.includes(name)
      ? []
      : [
          {
            path: `workflows.environments.${index}`,
            message: `the account has no environment "${name}"${didYouMean(name, known)}; it has ${known.join(", ") || "none"}`,
          },
        ],
  );
}
