import { z } from "zod";

import products from "./price-products.json";

/** Which product of AWS's price list has a price. */
const priceProductSchema = z
  .strictObject({
    /** What rules of `src/cost/rules` call the price; `{attribute}` stands for that attribute: a price for each value. */
    name: z.string(),
    unit: z.string(),
    /** How many of what is counted make one unit. @default 1 */
    per: z.number().default(1),
    /** Units a month that AWS gives to every account, always. The list has them under products of their own. @default 0 */
    free: z.number().default(0),
    /** How many units of the list make one of ours: it has advanced parameters by the hour. @default per */
    listUnits: z.number().optional(),
    /** The code of the service in whose offer file the product is. */
    offer: z.string(),
    family: z.string().optional(),
    /** The usage type without the prefix of a region. @default any */
    usage: z.string().optional(),
    /** Other attributes that the product has. */
    where: z.record(z.string(), z.string()).default({}),
    /** The product belongs to no region, as those of Route 53. @default false */
    global: z.boolean().default(false),
    /** There is a product for each destination: the highest of their prices counts. @default false */
    dearest: z.boolean().default(false),
  })
  .readonly();

export type PriceProduct = z.output<typeof priceProductSchema>;

/** The products of all prices, in the order in which a file of prices has them. */
export const priceProducts: readonly PriceProduct[] = z.array(priceProductSchema).parse(products);
