import type { PlatformInput } from "../src/config/platform";
import { financeAppAccount, financeAppProduction, financeAppStaging } from "./finance-app";

/** Every account and environment there is: what is not in this list is not provisioned. */
export const platform: PlatformInput = {
  accounts: [financeAppAccount],
  environments: [financeAppStaging, financeAppProduction],
};
