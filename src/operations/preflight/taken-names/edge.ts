import {
  CloudFrontClient,
  ListOriginAccessControlsCommand,
  ListResponseHeadersPoliciesCommand,
} from "@aws-sdk/client-cloudfront";

import { awsClient } from "../../aws/client";
import { listed, type Lookup } from "./lookup";

export const originAccessControls: Lookup = (names, region) => {
  const client = awsClient(CloudFrontClient, region);
  const pages = everyPage(async (Marker) => {
    const { OriginAccessControlList: list } = await client.send(new ListOriginAccessControlsCommand({ Marker }));
    return { items: list?.Items ?? [], next: list?.IsTruncated === true ? list.NextMarker : undefined };
  });
  return listed(names, pages, (items) => items.map(({ Name, Id }) => [Name, Id]));
};

export const responseHeadersPolicies: Lookup = (names, region) => {
  const client = awsClient(CloudFrontClient, region);
  const pages = everyPage(async (Marker) => {
    const command = new ListResponseHeadersPoliciesCommand({ Type: "custom", Marker });
    const { ResponseHeadersPolicyList: list } = await client.send(command);
    return { items: list?.Items ?? [], next: list?.NextMarker };
  });
  return listed(names, pages, (items) =>
    items.map(({ ResponseHeadersPolicy: policy }) => [policy?.ResponseHeadersPolicyConfig?.Name, policy?.Id]),
  );
};

/** CloudFront's lists have no paginators in the SDK. */
async function* everyPage<Item>(
  read: (marker: string | undefined) => Promise<{ readonly items: readonly Item[]; readonly next: string | undefined }>,
): AsyncGenerator<readonly Item[]> {
  let marker: string | undefined;
  do {
    const { items, next } = await read(marker);
    yield items;
    marker = next;
  } while (marker !== undefined);
}
