import { isRecord } from "../terraform-json/record";
import type { Shown } from "../terraform-json/shown";
import type { Kind } from "./kind";
import { type IsWeaker } from "./protection";

/** A rule that keeps less than before, or one more that throws away (Amazon ECR User Guide, "Lifecycle policy properties"). */
const expiresSooner: IsWeaker = (from, to) => {
  const earlier = counts(from);
  return [...counts(to)].some(([priority, count]) => count < (earlier.get(priority) ?? Infinity));
};

function counts(text: Shown): ReadonlyMap<string, number> {
  try {
    const policy: unknown = JSON.parse(typeof text === "string" ? text : "{}");
    const rules = isRecord(policy) && Array.isArray(policy.rules) ? (policy.rules as unknown[]).filter(isRecord) : [];
    return new Map(
      rules.map(({ rulePriority, selection }) => [
        String(rulePriority),
        isRecord(selection) ? Number(selection.countNumber) : Infinity,
      ]),
    );
  } catch {
    return new Map();
  }
}

export const ecrLifecyclePolicy: Kind = {
  noun: "lifecycle policy",
  name: "repository",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [
    {
      attribute: "policy",
      isWeaker: expiresSooner,
      level: "dangerous",
      title: "keeps images for a shorter time",
      why: "Tasks that run an image which is gone cannot start again.",
    },
  ],
  ignored: [],
  import: { by: [["repository"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
