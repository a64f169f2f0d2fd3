import { readdirSync } from "node:fs";
import path from "node:path";

import { priceFileSchema, type PriceTable, priceTable } from "../../cost/price-table";
import { readJson } from "./assumptions";

/** Where AWS's list prices are, a file for each region. */
export const pricesFolder = path.resolve(__dirname, "../../cost/prices");

/** AWS's list prices of all regions that have a file of prices. */
export const listPrices: PriceTable = priceTable(
  ...readdirSync(pricesFolder)
    .sort()
    .map((file) => priceFileSchema.parse(readJson(path.join(pricesFolder, file)))),
);
