import { z } from "zod";

import { ConfigurationError } from "../../config/problems";
import { readBySchema } from "../../config/schema-problems";
import { assumptionsSchema } from "../../cost/assumptions";
import type { Estimate } from "../../cost/estimate";
import { components } from "../../cost/rules/rule";
import { Failure } from "../failure";
import { readJson } from "./assumptions";

/** An estimate with the name of what it is for, as `--json` prints it. */
export interface NamedEstimate extends Estimate {
  readonly environment: string;
}

const text = z.string("must be a text");
const number = z.number("must be a number");

const savedSchema = z.object({
  environment: text,
  total: number,
  items: z.array(
    z.object({
      component: z.enum(components),
      what: text,
      of: text.optional(),
      address: text,
      region: text,
      price: text,
      quantity: number,
      unit: text,
      unitPrice: number,
      monthly: number,
    }),
    "must be the items of an estimate",
  ),
  notPriced: z.array(
    z.object({
      address: text,
      type: text,
      reason: text,
      component: z.enum(components).optional(),
      unknownRegion: text.optional(),
    }),
    "must be a list",
  ),
  free: z.array(z.object({ type: text, count: number, reason: text })).default([]),
  hints: z.array(z.object({ title: text, difference: number.optional(), text })).default([]),
  assumptions: z.partialRecord(z.enum(Object.keys(assumptionsSchema.shape)), z.unknown()).default({}),
  prices: z.object({ checked: text, checkedAgainst: text }),
});

/**
 * Reads what `npm run cost -- <environment> --json` printed.
 *
 * @throws Failure when it is something else
 */
export function readSavedEstimate(file: string): NamedEstimate {
  const result = readBySchema(savedSchema, readJson(file));
  if ("problems" in result) throw new Failure(new ConfigurationError(new Map([[file, result.problems]])).message);
  return result.value as NamedEstimate;
}
