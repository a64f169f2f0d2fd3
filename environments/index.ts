import type { PlatformInput } from "../src/config/platform";
import type { RetainedResources } from "../src/naming/retained-resources";
import { financeAppAccount, financeAppProduction, financeAppStaging } from "./finance-app";
import knownAddresses from "./retained.json";
import { twiggyAccount, twiggyNonprod } from "./twiggy";

/**
 * Stateful resources, by stack and Terraform address: a resource on this list that leaves the configuration is forgotten and
 * never destroyed (ADR 11). `npm run retain` adds to it.
 */
export const retained: Readonly<Record<string, RetainedResources>> = knownAddresses;

/** Every account and environment there is: what is not in this list is not provisioned. */
export const platform: PlatformInput = {
  accounts: [financeAppAccount, twiggyAccount],
  environments: [financeAppStaging, financeAppProduction, twiggyNonprod],
};
