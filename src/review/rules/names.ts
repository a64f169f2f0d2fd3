import { finding, type Rule } from "../finding";
import { differenceText, valueText } from "../text";

/** What of a record says how long an answer holds, or when there is one, but not what it is. */
const besideTarget = /^(ttl|allow_overwrite|alias\.\d+\.evaluate_target_health)$/;

/** Hosts that change what they resolve to. A new host is routine, and so is the proof that a certificate asks for. */
export const dns: Rule = ({ type, action, differences, before }) => {
  if (type !== "aws_route53_record" || !["delete", "replace", "update"].includes(action)) return [];
  if (before.type === "CNAME" && typeof before.name === "string" && before.name.startsWith("_")) return [];
  const name = valueText(before.name);
  if (action === "delete") {
    return [
      finding("dangerous", `${name} no longer resolves`, {
        why: "Whoever uses the host gets no answer.",
        todo: "Check that it is not used any more.",
      }),
    ];
  }
  const changes = differences.filter(({ path }) => !besideTarget.test(path));
  if (action === "update" && changes.length === 0) return [];
  return [
    finding(action === "replace" ? "dangerous" : "review", `${name} resolves to something else`, {
      changes: changes.map(differenceText),
      why: "Requests for the host go elsewhere as soon as caches have run out.",
      todo: "See that the new target answers for it.",
    }),
  ];
};

/** Certificates that come or go. */
export const certificates: Rule = ({ type, action, createdFirst, forgetsOld, differences }) => {
  if (type !== "aws_acm_certificate" || (action !== "delete" && action !== "replace") || forgetsOld) return [];
  const changes = differences.filter(({ forcesReplacement }) => forcesReplacement).map(differenceText);
  if (createdFirst) {
    const why = "The old certificate serves until AWS has issued the new one, which waits for its DNS records.";
    return [
      finding("review", "is issued anew, for other names", { changes, why, todo: "See that the names are complete." }),
    ];
  }
  return [
    finding("dangerous", "loses its certificate", {
      changes,
      why: "Browsers refuse the hosts that it was for.",
      todo: "See that no listener or distribution uses it any more.",
    }),
  ];
};
