import { paginateGetResources, ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";

import { isDenied } from "../aws/aws-error";
import { awsClient, type ClientIn } from "../aws/client";
import { isRecord } from "../../terraform-json/record";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** Where the tagging API knows the resources that lie in no region, such as a distribution of CloudFront. */
const globalRegion = "us-east-1";

/** What carries an environment's tags, by the region that was asked. */
export interface Tagged {
  readonly arn: string;
  readonly region: string;
}

/** The tags that every resource of a stack has: those that its provider gives to each. */
export function environmentTags({ json }: SynthesizedStack): Readonly<Record<string, string>> {
  const [defaults] = (json.provider?.aws?.[0]?.default_tags ?? []) as { tags?: Record<string, string> }[];
  return isRecord(defaults?.tags) ? defaults.tags : {};
}

/** As `taggedResources`; nothing for credentials that may not ask for tags. */
export async function taggedIfAllowed(stack: SynthesizedStack): Promise<Tagged[]> {
  try {
    return await taggedResources(stack);
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
}

/** Every resource with the tags of the stack, in all its regions; nothing where its resources have none. */
export async function taggedResources(stack: SynthesizedStack, clientIn: ClientIn = awsClient): Promise<Tagged[]> {
  const TagFilters = Object.entries(environmentTags(stack)).map(([Key, value]) => ({ Key, Values: [value] }));
  if (TagFilters.length === 0) return [];
  const found = new Map<string, Tagged>();
  for (const region of new Set([...regionsOf(stack), globalRegion])) {
    const client = clientIn(ResourceGroupsTaggingAPIClient, region);
    for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, { TagFilters }))
      for (const { ResourceARN: arn } of ResourceTagMappingList) if (arn !== undefined) found.set(arn, { arn, region });
  }
  return [...found.values()].filter(({ arn, region }) => isOf(stack, arn, region));
}

function regionsOf({ json, region }: SynthesizedStack): string[] {
  const regions = (json.provider?.aws ?? []).map((provider) => provider.region);
  return [region, ...regions.filter((one) => typeof one === "string")];
}

/** Whether it lies in a region of the stack, or in none. */
function isOf(stack: SynthesizedStack, arn: string, asked: string): boolean {
  const region = arn.split(":")[3] ?? "";
  return region === "" || (region === asked && regionsOf(stack).includes(region));
}
