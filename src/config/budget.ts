import { z } from "zod";

import { wholeNumber } from "./fields";

const percents = z.array(wholeNumber(1, 1000, "a percentage of the budget"));

/** What an environment may cost in a month. */
export const budgetSchema = z.strictObject({
  /** US dollars, for everything that carries the environment's tag. */
  monthlyDollars: wholeNumber(1, 10_000_000, "US dollars"),
  /** Shares of it that are told when they are spent. @default [80, 100] */
  alertPercents: percents.default([80, 100]),
  /** Shares of it that are told when AWS expects the month to come to them. @default [100] */
  forecastPercents: percents.default([100]),
});

export type Budget = z.output<typeof budgetSchema>;
