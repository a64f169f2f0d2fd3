import type { Account } from "../account";
import { certificateName } from "../certificate-name";
import { cidrsOverlap } from "../cidr";
import type { Environment } from "../environment";
import { didYouMean } from "../did-you-mean";
import type { Problem } from "../problems";

/**
 * What holds between one environment and the accounts and environments that stand before it in the list.
 *
 * @param unreadable - The ids of accounts that are there too: what is wrong with them is said already.
 */
export function platformRules(
  environment: Environment,
  accounts: readonly Account[],
  unreadable: readonly string[],
  earlier: readonly Environment[],
): Problem[] {
  return [
    ...sameName(environment, earlier),
    ...(unreadable.includes(environment.account) ? [] : accountRules(environment, accounts)),
    ...earlier.flatMap((other) => [
      ...rangesOverlap(environment, other),
      ...hostsTaken(environment, other),
      ...certificateTaken(environment, other),
    ]),
  ];
}

function sameName({ name }: Environment, earlier: readonly Environment[]): Problem[] {
  return earlier.some((other) => other.name === name)
    ? [
        {
          path: "stage",
          message: `another environment is called ${name} too, and they would share one state; choose another stage`,
        },
      ]
    : [];
}

function accountRules({ account: id, region, services }: Environment, accounts: readonly Account[]): Problem[] {
  const account = accounts.find((candidate) => candidate.id === id);
  if (!account) {
    return [
      {
        path: "account",
        message: `there is no account ${id}; define it beside the environment, or use one of ${accounts.map((known) => known.id).join(", ")}`,
      },
    ];
  }
  return [
    ...(region === account.region
      ? []
      : [
          {
            path: "region",
            message: `account ${account.name} has its state and its image repositories in ${account.region}, and its environments are beside them, not in ${region}; use ${account.region}, or an account of its own`,
          },
        ]),
    ...unknownRepositories(services, account),
  ];
}

function unknownRepositories(services: Environment["services"], account: Account): Problem[] {
  const repositories = Object.keys(account.repositories);
  return Object.entries(services).flatMap(([key, { repository }]) => {
    if (repository === undefined || repositories.includes(repository)) return [];
    return [
      {
        path: `services.${key}.repository`,
        message: `account ${account.name} has no repository "${repository}"${didYouMean(repository, repositories)}; add it to the account's repositories`,
      },
    ];
  });
}

function rangesOverlap({ network }: Environment, other: Environment): Problem[] {
  if (network.kind === "existing" || other.network.kind === "existing") return [];
  return cidrsOverlap(network.cidr, other.network.cidr)
    ? [{ path: "network.cidr", message: `${network.cidr} overlaps ${other.name}; choose a free range` }]
    : [];
}

function hostsOf({ services, loadBalancers, staticAssets }: Environment): { path: string; host: string }[] {
  return [
    ...Object.entries(services).flatMap(([key, { ingress }]) =>
      (ingress?.hosts ?? []).map((host, index) => ({ path: `services.${key}.ingress.hosts.${index}`, host })),
    ),
    ...Object.entries(loadBalancers).flatMap(([key, { redirects }]) =>
      Object.keys(redirects).map((host) => ({ path: `loadBalancers.${key}.redirects.${host}`, host })),
    ),
    ...(staticAssets ? [{ path: "staticAssets.host", host: staticAssets.host }] : []),
  ];
}

function hostsTaken(environment: Environment, other: Environment): Problem[] {
  const taken = new Set(hostsOf(other).map(({ host }) => host));
  return hostsOf(environment)
    .filter(({ host }) => taken.has(host))
    .map(({ path, host }) => ({ path, message: `${host} belongs to ${other.name} already; choose another host` }));
}

/** Certificates of one account prove a name by one record, which would go with the environment that is destroyed first. */
function certificateTaken(environment: Environment, other: Environment): Problem[] {
  const name = certificateName(environment);
  if (name === undefined || environment.account !== other.account || name !== certificateName(other)) return [];
  return [
    {
      path: "dns.domain",
      message: `${name} is the first name of the certificate of ${other.name} already; set it to a host of this environment`,
    },
  ];
}
