import type { Shown } from "../../terraform-json/shown";
import { becomes, on, type Values } from "../protection";
import { s3Bucket } from "../s3-bucket";
import { s3BucketPublicAccessBlock } from "../s3-bucket-public-access-block";
import { fromStart, like, type RawProtection, row } from "./row";

const everybodyReads = "Anybody on the internet can read what is in it.";
const anybodyCalls = "Anybody on the internet can call it, and what it costs is billed here.";
const otherAccounts = "Whoever has the other account decides who in it may use it.";

const acls: readonly RawProtection[] = [
  ...like("aws_s3_bucket_acl", s3Bucket.protections, "acl"),
  ...like("aws_s3_bucket_acl", s3Bucket.protections, "grant.uri").map((grants) => ({
    ...grants,
    attribute: "access_control_policy.grant.grantee.uri",
  })),
];

const publicAccess = [
  ...like("aws_s3_account_public_access_block", s3BucketPublicAccessBlock.protections),
  ...["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map((attribute) =>
    fromStart(
      true,
      row(
        "aws_s3_access_point",
        `public_access_block_configuration.${attribute}`,
        becomes(false),
        "blocks",
        "lets the access point become public",
        "One policy then shows its objects to everybody.",
      ),
      { onlyPresent: true },
    ),
  ),
];

const snapshots: readonly RawProtection[] = [
  ...["aws_db_snapshot", "aws_db_cluster_snapshot", "aws_db_snapshot_copy"].map((type) =>
    fromStart(
      "",
      row(
        type,
        "shared_accounts",
        (from, to) => !listOf(from).includes("all") && listOf(to).includes("all"),
        "blocks",
        "shows the snapshot to everybody",
        "Anybody with an account can restore it, and read all rows.",
      ),
    ),
  ),
  fromStart(
    "",
    row("aws_ami_launch_permission", "group", becomes("all"), "blocks", "shows the image to everybody", everybodyReads),
  ),
  ...["aws_ami_launch_permission", "aws_snapshot_create_volume_permission"].map((type) =>
    fromStart(
      "",
      row(
        type,
        "account_id",
        (from, to) => from !== to && typeof to === "string" && to !== "",
        "dangerous",
        "shows a disk to another account",
        otherAccounts,
      ),
    ),
  ),
  fromStart(
    false,
    row(
      "aws_ram_resource_share",
      "allow_external_principals",
      on,
      "dangerous",
      "may be shared with accounts outside the organization",
      otherAccounts,
    ),
  ),
];

const unsigned: readonly RawProtection[] = [
  fromStart(
    "AWS_IAM",
    row(
      "aws_lambda_function_url",
      "authorization_type",
      becomes("NONE"),
      "blocks",
      "can be called by anybody",
      anybodyCalls,
    ),
  ),
  ...[
    ["aws_api_gateway_method", "authorization"],
    ["aws_apigatewayv2_route", "authorization_type"],
  ].map(([type = "", attribute = ""]) =>
    fromStart(
      "AWS_IAM",
      row(
        type,
        attribute,
        (from, to) => from !== "NONE" && isNone(to),
        "blocks",
        "no longer asks callers who they are",
        anybodyCalls,
      ),
      { level: "dangerous", title: "does not ask callers who they are", unless: isHarmless },
    ),
  ),
];

/** AWS takes a route that says nothing for one that asks nothing. */
function isNone(authorization: Shown): boolean {
  return authorization === "NONE" || authorization === null || authorization === undefined;
}

/** What browsers ask before they call, and what asks for a key. */
function isHarmless({ http_method: method, route_key: route, api_key_required: key }: Values): boolean {
  return method === "OPTIONS" || key === true || (typeof route === "string" && route.startsWith("OPTIONS "));
}

/** Settings with which something is shown to others, or to everybody. */
export const sharing: readonly RawProtection[] = [...acls, ...publicAccess, ...snapshots, ...unsigned];

function listOf(value: Shown): readonly Shown[] {
  return Array.isArray(value) ? (value as readonly Shown[]) : [];
}
