/** A rule group that AWS writes and keeps up to date, at no charge beyond that of a rule. */
export interface ManagedRuleGroup {
  readonly name: string;
  /** Its rules, since WAF silently ignores an override of a name that is none of them. */
  readonly rules: readonly string[];
}

const inEach = (rule: string, parts: readonly string[]): string[] => parts.map((part) => `${rule}_${part}`);

/**
 * The groups that every web ACL has, in the order in which they look at a request (AWS WAF Developer Guide, "Baseline rule
 * groups", "Use-case specific rule groups" and "IP reputation rule groups", as of 2026-11). Together with the rate limit
 * they take 1,127 of the 1,500 capacity units that the basic price includes.
 */
export const managedRuleGroups = {
  ipReputation: {
    name: "AWSManagedRulesAmazonIpReputationList",
    rules: ["AWSManagedIPReputationList", "AWSManagedReconnaissanceList", "AWSManagedIPDDoSList"],
  },
  knownBadInputs: {
    name: "AWSManagedRulesKnownBadInputsRuleSet",
    rules: [
      ...inEach("JavaDeserializationRCE", ["HEADER", "BODY", "URIPATH", "QUERYSTRING"]),
      ...inEach("Log4JRCE", ["HEADER", "QUERYSTRING", "BODY", "URIPATH"]),
      "Host_localhost_HEADER",
      "PROPFIND_METHOD",
      "ExploitablePaths_URIPATH",
      "ReactJSRCE_BODY",
    ],
  },
  common: {
    name: "AWSManagedRulesCommonRuleSet",
    rules: [
      "NoUserAgent_HEADER",
      "UserAgent_BadBots_HEADER",
      ...inEach("SizeRestrictions", ["QUERYSTRING", "Cookie_HEADER", "BODY", "URIPATH"]),
      ...inEach("EC2MetaDataSSRF", ["BODY", "COOKIE", "URIPATH", "QUERYARGUMENTS"]),
      ...inEach("GenericLFI", ["QUERYARGUMENTS", "URIPATH", "BODY"]),
      ...inEach("RestrictedExtensions", ["URIPATH", "QUERYARGUMENTS"]),
      ...inEach("GenericRFI", ["QUERYARGUMENTS", "BODY", "URIPATH"]),
      ...inEach("CrossSiteScripting", ["COOKIE", "QUERYARGUMENTS", "BODY", "URIPATH"]),
    ],
  },
  sqlInjection: {
    name: "AWSManagedRulesSQLiRuleSet",
    rules: [
      ...inEach("SQLi", ["QUERYARGUMENTS", "BODY", "COOKIE", "URIPATH"]),
      ...inEach("SQLiExtendedPatterns", ["QUERYARGUMENTS", "BODY"]),
    ],
  },
} as const satisfies Record<string, ManagedRuleGroup>;

export type ManagedRuleGroupKey = keyof typeof managedRuleGroups;
