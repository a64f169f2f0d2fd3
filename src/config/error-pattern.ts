import { z } from "zod";

/** What lines of a log hold that tell of an error, in plain text, in logfmt and in JSON (pino writes levels as numbers). */
const terms = [
  "ERROR",
  "FATAL",
  "CRITICAL",
  "Exception",
  "Error:",
  "level=error",
  "level=fatal",
  '"level":"error"',
  '"level":"fatal"',
  '"level":50',
  '"level":60',
];

const expectation =
  'expected a filter pattern of CloudWatch Logs of at most 1024 characters, with each quote closed, as in "?ERROR ?FATAL"';

/** CloudWatch Logs' own syntax (CloudWatch Logs User Guide, "Filter pattern syntax"). */
export const errorPatternSchema = z
  .string(expectation)
  .min(1, expectation)
  .max(1024, expectation)
  .refine((pattern) => (pattern.replaceAll(/\\./g, "").match(/"/g)?.length ?? 0) % 2 === 0, expectation)
  .default(terms.map((term) => `?"${term.replaceAll('"', String.raw`\"`)}"`).join(" "));
