import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Block } from "../../terraform-json/block";
import { availabilityZones } from "./availability-zones";
import { type Check, type Finding, missing, notChecked, ok } from "./check";
import { type Sought, lookups } from "./existing-lookups";

/** The check of the DNS zone looks for it. */
const lookedForElsewhere = new Set(["aws_route53_zone"]);

/** What they compute or list may be empty: nothing has to exist for them. */
const neverMissing = new Set(["aws_iam_policy_document", "aws_resourcegroupstaggingapi_resources"]);

export const existingResources: Check = {
  title: "existing resources",
  needs: ["credentials"],
  otherwise: "what the environment builds on is not all there",
  run: async ({ stack }) => {
    const ids = new Map<string, readonly string[]>();
    const findings = await availabilityZones(stack);
    for (const { address, type, body } of sought(stack)) {
      const lookup = Object.hasOwn(lookups, type) ? lookups[type] : undefined;
      const result = await lookup?.(body, stack, ids, address);
      if (result) ids.set(address, result.found);
      findings.push(result ? judgeSought(result) : notChecked(`${address}: only Terraform looks for it`));
    }
    return findings.length === 0 ? [ok("the environment builds on nothing that exists")] : findings;
  },
};

export function judgeSought(sought: Sought): Finding {
  const { what, found, wanted, fix } = sought;
  if (wanted !== "one") return judgePlaces(sought);
  if (found.length === 1) return ok(`${what}: ${found.join("")}`);
  return missing(
    found.length === 0 ? `${what} does not exist` : `${what} is ambiguous: ${found.join(", ")}`,
    found.length === 0 ? fix : "Say more of it in the environment's file, so that one remains.",
  );
}

function judgePlaces({ what, found, wanted, fix, zones = [] }: Sought): Finding {
  if (found.length < 2) return missing(`${what}: ${found.length} of at least 2`, fix);
  if (new Set(zones).size < 2) return missing(`${what}: all in ${zones[0] ?? "one zone"}, of at least 2 zones`, fix);
  const second = zones.findIndex((zone, index) => zones.indexOf(zone) < index);
  if (wanted === "in two zones" || second < 0) return ok(`${what}: ${found.join(", ")}`);
  const zone = zones[second] ?? "";
  return missing(
    `${what}: ${found[zones.indexOf(zone)] ?? ""} and ${found[second] ?? ""} are both in ${zone}, where load balancers and file systems take one`,
    "Choose tags that one subnet of each zone has (network), in the environment's file or at the subnets.",
  );
}

function sought(stack: SynthesizedStack): Block[] {
  const order = Object.keys(lookups);
  return stack.dataSources
    .filter(({ type }) => !lookedForElsewhere.has(type) && !neverMissing.has(type))
    .sort((one, other) => order.indexOf(one.type) - order.indexOf(other.type));
}
