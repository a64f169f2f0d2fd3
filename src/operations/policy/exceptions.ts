import { z } from "zod";

import { ConfigurationError } from "../../config/problems";
import { readBySchema } from "../../config/schema-problems";

/** The failed checks that are accepted for every environment, since they follow from how a construct is made. */
export const acceptedChecksFile = "src/operations/policy/accepted-checks.json";

const checkId = z
  .string('expected the id of a check, as in "CKV_AWS_18"')
  .regex(/^CKV2?_[A-Z]+_\d+$/, 'expected the id of a check, as in "CKV_AWS_18"');

const reasonExpectation = "expected why the check does not fit, in a sentence";

const date = z.iso.date('expected the date to look again, as in "2027-05-31"');

const place = z
  .string('expected a stack and the path of a construct, as in "foundation-*/state/bucket"')
  .regex(
    /^[^/]+(\/[^/]+)+$/,
    'expected a stack and the path of a construct, as in "foundation-*/state/bucket"; "*" is any part of a name, "**" any number of names',
  );

const exceptionSchema = z.strictObject({
  check: checkId,
  /** Which failed checks it accepts, by stack and construct. Each of them must fit at least one. */
  where: z.array(place).min(1, 'expected at least one place, as in "foundation-*/state/bucket"'),
  /** Why the check does not fit there. */
  reason: z.string(reasonExpectation).min(20, reasonExpectation),
  /** From the day after it the exception fails until its date is renewed. */
  reviewOn: date,
});

export type PolicyException = z.output<typeof exceptionSchema>;

/**
 * Reads the list of failed checks that are accepted.
 *
 * @throws ConfigurationError with everything that is wrong in it
 */
export function readExceptions(file: string, json: unknown): readonly PolicyException[] {
  const result = readBySchema(z.array(exceptionSchema), json);
  if ("problems" in result) throw new ConfigurationError(new Map([[file, result.problems]]));
  return result.value;
}
