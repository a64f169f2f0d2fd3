import { block, blocks, numberOf, textOf } from "../../cost/resource";
import type { Block } from "../documented-stack";
import type { Inventory } from "../inventory";
import { keyOf, nameOf, partOf } from "../nouns";
import type { Part } from "./picture";
import type { Tiers } from "./tiers";

/** What keeps data within the network: databases, proxies before them, and file systems. */
export function dataParts(inventory: Inventory, tiers: Tiers): Part[] {
  return [
    ...inventory.of("aws_db_instance").map((one) => instancePart(one, inventory, tiers)),
    ...inventory.of("aws_db_proxy").map((one) => proxyPart(one, inventory, tiers)),
    ...inventory.of("data.aws_rds_clusters").map((one) => existingPart(one, inventory, tiers)),
    ...inventory.of("aws_efs_file_system").map((one) => filePart(one, inventory, tiers)),
  ];
}

/** The part that the members of each security group are, by the group's address. */
export function partsByGroup(inventory: Inventory): Map<string, string> {
  const groups: [string, string][] = [];
  const note = (value: unknown, part: string | undefined): void => {
    if (part === undefined) return;
    for (const { address, type } of inventory.targets(value))
      if (type === "aws_security_group") groups.push([address, part]);
  };
  for (const { address, body } of inventory.of("aws_lb")) note(body.security_groups, address);
  for (const { address, body } of inventory.of("aws_ecs_service"))
    note(block(body.network_configuration).security_groups, address);
  for (const type of ["aws_db_instance", "aws_db_proxy"])
    for (const { address, body } of inventory.of(type)) note(body.vpc_security_group_ids, address);
  for (const { body } of inventory.of("aws_efs_mount_target"))
    note(body.security_groups, inventory.target(body.file_system_id)?.address);
  const clusters = new Map(inventory.of("data.aws_rds_clusters").map((one) => [partOf(one), one.address]));
  for (const group of inventory.of("aws_security_group")) {
    const cluster = clusters.get(partOf(group));
    if (cluster !== undefined) groups.push([group.address, cluster]);
  }
  return new Map(groups);
}

const engines = new Map([
  ["postgres", "PostgreSQL"],
  ["mysql", "MySQL"],
]);

function instancePart(instance: Block, inventory: Inventory, tiers: Tiers): Part {
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

function proxyPart(proxy: Block, inventory: Inventory, tiers: Tiers): Part {
  return {
    ...{ id: proxy.address, title: "RDS Proxy", lines: [nameOf(proxy, inventory)] },
    ...{ kind: "data", within: tiers.frameOf(proxy.body.vpc_subnet_ids) },
  };
}

function existingPart(cluster: Block, inventory: Inventory, tiers: Tiers): Part {
  const [subnetGroup] = inventory.of("aws_db_subnet_group");
  const title = blocks(cluster.body.filter)
    .flatMap(({ values }) => (Array.isArray(values) ? (values as string[]) : []))
    .join(", ");
  return {
    ...{ id: cluster.address, title: title || keyOf(cluster), lines: ["existing database cluster"] },
    ...{ kind: "data", within: tiers.frameOf(subnetGroup?.body.subnet_ids) },
  };
}

function filePart(fileSystem: Block, inventory: Inventory, tiers: Tiers): Part {
  const target = inventory
    .of("aws_efs_mount_target")
    .find(({ body }) => inventory.target(body.file_system_id)?.address === fileSystem.address);
  return {
    ...{ id: fileSystem.address, title: `Files of ${keyOf(fileSystem)}`, lines: ["EFS, encrypted"] },
    ...{ kind: "data", within: tiers.frameOf([target?.body.subnet_id, target?.body.for_each]) },
  };
}
