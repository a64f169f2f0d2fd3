import { type PriceTable, priceFileSchema, priceTable } from "../price-table";
import unitedStates from "./united-states.json";

/** AWS's list prices that come with the platform. */
export const listPrices: PriceTable = priceTable(priceFileSchema.parse(unitedStates));
