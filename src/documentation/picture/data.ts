import { nestedBlocks, numberOf, textOf } from "../../terraform-json/body";
import type { Block } from "../../terraform-json/block";
import type { Blocks } from "../../terraform-json/blocks";
import { keyOf, nameOf } from "../nouns";
import { securityGroupsOf } from "../../terraform-json/connections";
import { interfaceEndpoints } from "./endpoint-services";
import { endpoints } from "./gateways";
import type { Part } from "./picture";
import type { Tiers } from "./tiers";

/** What keeps data within the network: databases, proxies before them, and file systems. */
export function dataParts(inventory: Blocks, tiers: Tiers): Part[] {
  return [
    ...inventory.of("aws_db_instance").map((one) => instancePart(one, inventory, tiers)),
    ...inventory.of("aws_db_proxy").map((one) => proxyPart(one, inventory, tiers)),
    ...inventory.of("data.aws_rds_clusters").map((one) => existingPart(one, inventory, tiers)),
    ...inventory.of("aws_efs_file_system").map((one) => filePart(one, inventory, tiers)),
  ];
}

/** The part that the members of each security group are, by the group's address. */
export function partsByGroup(inventory: Blocks): Map<string, string> {
  const members = ["aws_lb", "aws_ecs_service", "aws_db_instance", "aws_db_proxy", "data.aws_rds_clusters"]
    .flatMap((type) => inventory.of(type))
    .map((block) => [block, block.address] as const);
  const files = inventory
    .of("aws_efs_mount_target")
    .flatMap((target) =>
      inventory.targets(target.body.file_system_id).map(({ address }) => [target, address] as const),
    );
  const interfaces = interfaceEndpoints(inventory).map((block) => [block, endpoints] as const);
  return new Map(
    [...members, ...files, ...interfaces].flatMap(([block, part]) =>
      securityGroupsOf(block, inventory).map((group): [string, string] => [group, part]),
    ),
  );
}

const engines = new Map([
  ["postgres", "PostgreSQL"],
  ["mysql", "MySQL"],
]);

function instancePart(instance: Block, inventory: Blocks, tiers: Tiers): Part {
  const { address, body } = instance;
  const engine = textOf(body.engine) ?? "";
  const subnetGroup = inventory.target(body.db_subnet_group_name);
  return {
    id: address,
    title: `${engines.get(engine) ?? engine} ${textOf(body.engine_version) ?? ""}`.trim(),
    lines: [
      nameOf(instance, inventory),
      `${textOf(body.instance_class) ?? ""}, ${String(numberOf(body.allocated_storage) ?? "?")} GiB`,
      body.multi_az === true ? "in two zones" : "in one zone",
    ],
    kind: "data",
    within: tiers.frameOf(subnetGroup?.body.subnet_ids),
  };
}

function proxyPart(proxy: Block, inventory: Blocks, tiers: Tiers): Part {
  return {
    ...{ id: proxy.address, title: "RDS Proxy", lines: [nameOf(proxy, inventory)] },
    ...{ kind: "data", within: tiers.frameOf(proxy.body.vpc_subnet_ids) },
  };
}

function existingPart(cluster: Block, inventory: Blocks, tiers: Tiers): Part {
  const [subnetGroup] = inventory.of("aws_db_subnet_group");
  const title = nestedBlocks(cluster.body.filter)
    .flatMap(({ values }) => (Array.isArray(values) ? (values as string[]) : []))
    .join(", ");
  return {
    ...{ id: cluster.address, title: title || keyOf(cluster), lines: ["existing database cluster"] },
    ...{ kind: "data", within: tiers.frameOf(subnetGroup?.body.subnet_ids) },
  };
}

function filePart(fileSystem: Block, inventory: Blocks, tiers: Tiers): Part {
  const target = inventory
    .of("aws_efs_mount_target")
    .find(({ body }) => inventory.target(body.file_system_id)?.address === fileSystem.address);
  return {
    ...{ id: fileSystem.address, title: `Files of ${keyOf(fileSystem)}`, lines: ["EFS, encrypted"] },
    ...{ kind: "data", within: tiers.frameOf([target?.body.subnet_id, target?.body.for_each]) },
  };
}
