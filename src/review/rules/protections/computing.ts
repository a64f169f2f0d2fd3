import { settings } from "../settings";
import {
  becomes,
  comesFrom,
  fromStart,
  off,
  on,
  onTheWay,
  otherThan,
  type Protection,
  readable,
  row,
  type Values,
} from "./protection";

const unencrypted = "asks for no encryption";
const disks = `${readable} Unless the account encrypts volumes by default, AWS does not.`;
const stolen = "A request that is forged on the server then gets the credentials of its role.";
const onlyGroups = "Only security groups keep the internet away from it.";

const volumes: readonly Protection[] = [
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
  fromStart(true, row("aws_efs_file_system", "encrypted", off, "blocks", "is not encrypted", readable)),
];

const servers: readonly Protection[] = ["aws_instance", "aws_launch_template", "aws_launch_configuration"].flatMap(
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

function hasNoMetadata(after: Values): boolean {
  return [...settings(after, ["metadata_options", "http_endpoint"]).values()].includes("disabled");
}

/** Settings of servers, their disks, and the volumes that tasks mount. */
export const computing: readonly Protection[] = [
  ...volumes,
  ...servers,
  fromStart(
    "ENABLED",
    row(
      "aws_ecs_task_definition",
      "volume.efs_volume_configuration.transit_encryption",
      otherThan("ENABLED"),
      "dangerous",
      "mounts files without TLS",
      onTheWay,
    ),
    { onlyPresent: true },
  ),
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
