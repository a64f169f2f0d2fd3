import type { Account } from "../account";
import type { Environment } from "../environment";
import { didYouMean } from "../did-you-mean";
import type { Problem } from "../problems";

/** Workflows run where the project is kept, and can deploy only what the account has. */
export function workflowRules(
  account: Account,
  earlier: readonly Account[],
  environments: readonly Pick<Environment, "name" | "account">[],
): Problem[] {
  return [...otherRepository(account, earlier), ...unknownEnvironments(account, environments)];
}

function otherRepository({ workflows }: Account, earlier: readonly Account[]): Problem[] {
  const other = earlier.find((account) => account.workflows);
  if (!workflows || !other?.workflows || workflows.repository === other.workflows.repository) return [];
  return [
    {
      path: "workflows.repository",
      message: `the workflows of account ${other.name} run in ${other.workflows.repository}, and plan this account's stacks there too; write ${other.workflows.repository}, not ${workflows.repository}`,
    },
  ];
}

function unknownEnvironments(
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
