import { z } from "zod";

import { logRetentionDays, wholeNumber } from "./fields";

/** What happens to a request that a rule matches: it is refused with a 403, or only counted and logged. */
const action = z.enum(["block", "count"]);

const managedRuleGroup = z
  .strictObject({
    /** With "count" the group is on trial: it refuses nothing. @default "block" */
    action: action.default("block"),
    /** Rules of the group that only count, whatever the group does. @default [] */
    excludedRules: z.array(z.string()).default([]),
  })
  .prefault({});

const redactedHeader = z
  .string()
  .regex(/^[a-z0-9_-]{1,40}$/, 'expected the name of a header in lower case, at most 40 characters, as in "x-api-key"');

const settings = z.strictObject({
  /** AWS's own rule groups, all of them on. */
  managedRules: z
    .strictObject({
      /** Addresses that Amazon knows for bots, scanners and floods. */
      ipReputation: managedRuleGroup,
      /** Requests that are known to exploit something (Log4j, React, Java deserialization). */
      knownBadInputs: managedRuleGroup,
      /**
       * The OWASP core: scripts, file inclusion, bad agents, sizes. `SizeRestrictions_BODY` refuses bodies above 8 KiB: exclude
       * it where people upload files.
       */
      common: managedRuleGroup,
      /** Requests that carry SQL. */
      sqlInjection: managedRuleGroup,
    })
    .prefault({}),
  /** How much one address may ask for; WAF counts over the last five minutes. */
  rateLimit: z
    .strictObject({
      /** Requests of one address within five minutes. @default 2000 */
      requestsPerFiveMinutes: wholeNumber(10, 2_000_000_000, "a number of requests").default(2000),
      /** What happens to those beyond. @default "block" */
      action: action.default("block"),
    })
    .prefault({}),
  /**
   * The log of requests, in CloudWatch Logs.
   * @creates `aws_cloudwatch_log_group`
   * @costs by the gigabyte, written and stored
   */
  logs: z
    .strictObject({
      /** Days that the log stays. @default 90 */
      retentionDays: logRetentionDays.default(90),
      /**
       * Which requests are written down.
       * @costs by the size of each request that is written down
       * @default "matched", by a rule
       */
      requests: z.enum(["matched", "all"]).default("matched"),
      /** Headers whose value is left out, beside `authorization` and `cookie`. @default [] */
      redactedHeaders: z.array(redactedHeader).default([]),
    })
    .prefault({}),
});

/** What is refused before it reaches a load balancer's listeners (AWS WAF). */
export const webAclSchema = z.union([z.literal("none"), settings], 'expected "none" or the settings of a web ACL');

export type WebAcl = z.output<typeof settings>;

/** A web ACL with nothing but defaults. */
export const defaultWebAcl = (): WebAcl => settings.parse({});
