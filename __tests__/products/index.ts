import type { PlatformInput } from "../../src/config/platform";
import { atlasAccount, atlasLab, atlasLive } from "./atlas";
import { shopAccount, shopProduction, shopStaging } from "./shop";

/**
 * The products that the platform's own tests stand on, as unlike one another as can be. What `environments/` lists may come and
 * go without a change here.
 */
export const products: PlatformInput = {
  accounts: [shopAccount, atlasAccount],
  environments: [shopStaging, shopProduction, atlasLive, atlasLab],
};
