import { isRecord } from "../../terraform-json/record";
import type { Shown } from "../../terraform-json/shown";
import { becomes, comesFrom, off, on, otherThan, readable, type Values } from "../protection";
import { fromStart, type RawProtection, row } from "./row";

const unencrypted = "asks for no encryption";
const disks = `${readable} Unless the account encrypts volumes by default, AWS does not.`;
const stolen = "A request that is forged on the server then gets the credentials of its role.";
const onlyGroups = "Only security groups keep the internet away from it.";

const volumes: readonly RawProtection[] = [
  fromStart(true, row("aws_ebs_volume", "encrypted", off, "dangerous", unencrypted, disks), {
    unless: comesFrom("snapshot_id"),
  }),
  fromStart(true, row("aws_ebs_snapshot_copy", "encrypted", off, "dangerous", unencrypted, disks)),
  fromStart(
    true,
    row(
      "aws_ebs_encryption_by_default",
      "enabled",
      becomes(false),
      "blocks",
      "no longer encrypts new volumes by default",
      readable,
    ),
  ),
  ...["aws_instance", "aws_launch_configuration"].flatMap((type) => [
    fromStart(true, row(type, "root_block_device.encrypted", off, "dangerous", unencrypted, disks)),
    fromStart(true, row(type, "ebs_block_device.encrypted", off, "dangerous", unencrypted, disks), {
      onlyPresent: true,
    }),
  ]),
  fromStart(
    true,
    row("aws_launch_template", "block_device_mappings.ebs.encrypted", off, "dangerous", unencrypted, disks),
    { onlyPresent: true },
  ),
];

const servers: readonly RawProtection[] = ["aws_instance", "aws_launch_template", "aws_launch_configuration"].flatMap(
  (type) => [
    fromStart(
      "required",
      row(type, "metadata_options.http_tokens", otherThan("required"), "dangerous", "answers IMDSv1", stolen),
      { unless: hasNoMetadata },
    ),
    fromStart(
      false,
      row(
        type,
        type === "aws_launch_template"
          ? "network_interfaces.associate_public_ip_address"
          : "associate_public_ip_address",
        on,
        "dangerous",
        "gets a public address",
        onlyGroups,
      ),
    ),
  ],
);

function hasNoMetadata({ metadata_options: options }: Values): boolean {
  return Array.isArray(options) && options.some((one: Shown) => isRecord(one) && one.http_endpoint === "disabled");
}

/** Settings of servers and their disks, and of Kubernetes. */
export const computing: readonly RawProtection[] = [
  ...volumes,
  ...servers,
  fromStart(
    false,
    row(
      "aws_eks_cluster",
      "vpc_config.endpoint_public_access",
      (from, to) => from === false && to !== false,
      "dangerous",
      "answers its API on the internet",
      "Only credentials keep anybody out of it.",
    ),
  ),
];
