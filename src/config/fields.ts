import { z } from "zod";

import { isCidr } from "./cidr";
import { regions } from "./regions";

/*
 * The kinds of value that more than one part of an environment is made of. A message says what is expected; what
 * was found is added where the problems are reported.
 */

export const accountId = z
  .string('expected the AWS account\'s 12 digits, as in "111122223333"')
  .regex(/^\d{12}$/, 'expected the AWS account\'s 12 digits, as in "111122223333"');

const regionExpectation = 'expected an AWS region, as in "us-east-1"';
export const regionName = z.string(regionExpectation).refine((name) => regions.includes(name), {
  error: regionExpectation,
  params: { known: regions },
});

const slugExpectation = "expected lower-case letters, digits and inner hyphens, a letter first";
export const slug = z.string(slugExpectation).regex(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, slugExpectation);

const cidrExpectation = 'expected an IPv4 range written from its first address, as in "10.0.0.0/16"';
export const cidr = z.string(cidrExpectation).refine(isCidr, { error: cidrExpectation, abort: true });

const hostExpectation = 'expected a host name in lower case, as in "api.example.com"';
/** A name that a listener rule takes (Elastic Load Balancing, `HostHeaderConditionConfig`). */
export const host = z
  .string(hostExpectation)
  .max(128, "expected a host name of at most 128 characters")
  .regex(/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, hostExpectation);

export const port = wholeNumber(1, 65_535, "a port");

/** A whole number with its bounds, and its unit or meaning for the message. */
export function wholeNumber(least: number, most: number, what: string): z.ZodNumber {
  const expectation = `expected ${what}, a whole number from ${least} to ${most}`;
  return z.number(expectation).int(expectation).min(least, expectation).max(most, expectation);
}

/** CloudWatch keeps logs for one of these numbers of days (`PutRetentionPolicy`). */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
export const logRetentionDays = z.literal(
  retentions,
  `expected one of CloudWatch's retentions in days: ${retentions.join(", ")}`,
);

const variableExpectation =
  "expected the name of an environment variable: letters, digits and underscores, no digit first";
export const variableName = z
  .string(variableExpectation)
  .regex(/^[A-Za-z_]\w*$/, variableExpectation)
  .max(255, "expected the name of an environment variable, of at most 255 characters");

const pinnedExpectation =
  'expected an image with its version, as in "…/nginx:1.29.3" or "…@sha256:…"; "latest" changes by itself';
export const pinnedImage = z
  .string(pinnedExpectation)
  .regex(/^[^\s@:]+(:\d+)?(\/[^\s@:]+)*(:(?!latest$)[\w.-]+|@sha256:[0-9a-f]{64})$/, pinnedExpectation);
