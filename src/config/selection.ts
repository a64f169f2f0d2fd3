import { type Account, foundationName } from "./account";
import type { Environment } from "./environment";
import { didYouMean } from "./did-you-mean";
import type { Platform } from "./platform";
import { UserError } from "./problems";

/** The accounts whose foundations, and the environments, that are asked for. */
export interface Selection {
  readonly foundations: readonly Account[];
  readonly environments: readonly { readonly environment: Environment; readonly account: Account }[];
}

/**
 * Picks stacks by their names; without names, all of them.
 *
 * @throws UserError for a name that no stack has.
 */
export function selectStacks({ accounts, environments }: Platform, names: readonly string[]): Selection {
  const known = [...environments.map(({ name }) => name), ...accounts.map(foundationName)];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new UserError(
      unknown.map((name) => `there is no environment "${name}"${didYouMean(name, known)}`).join("\n") +
        `\nthere are: ${known.join(", ")}`,
    );
  }
  const wanted = (name: string): boolean => names.length === 0 || names.includes(name);
  return {
    foundations: accounts.filter((account) => wanted(foundationName(account))),
    environments: accounts.flatMap((account) =>
      environments
        .filter((environment) => environment.account === account.id && wanted(environment.name))
        .map((environment) => ({ environment, account })),
    ),
  };
}
