import type { IgnoredChange } from "../terraform/ignored-changes";
import type { Shown } from "../terraform-json/shown";
import { differenceText } from "./text";

/** Who changes an ignored attribute instead of Terraform, and why. */
export function ownerText({ attribute, owner, why }: IgnoredChange): string {
  return owner === undefined
    ? `is changed in ${attribute}, which no deploy applies: ${why}.`
    : `is changed in ${attribute}, which no deploy applies: ${owner} owns it, since ${why}.`;
}

/** From what to what the configuration changes it. */
export function ignoredText({ attribute, from, to }: IgnoredChange): string {
  return differenceText({ path: attribute, from: from as Shown, to: to as Shown, forcesReplacement: false });
}
