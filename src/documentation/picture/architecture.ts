import { connectionsOf } from "../connections";
import type { DocumentedStack } from "../documented-stack";
import type { Blocks } from "../../terraform-json/blocks";
import { permissionsOf } from "../permissions";
import { servicesIn } from "../../terraform-json/services";
import { dataParts, partsByGroup } from "./data";
import { entrance, webAclByLoadBalancer } from "./entrance";
import type { Arrow, Frame, Part, Picture } from "./picture";
import { recovery } from "./recovery-nodes";
import { clusterFrame, drawnServices } from "./service-nodes";
import { externalResources } from "./external-resources";
import { Tiers, networkFrame } from "./tiers";
import { usedElsewhere } from "./used-elsewhere";

const internetPart = "internet";
const natPart = "nat";

/** What a newcomer must see of an environment: how requests travel, what keeps data, who deploys, what is copied where. */
export function architecture(stack: DocumentedStack, inventory: Blocks): Picture {
  const tiers = new Tiers(inventory);
  const services = servicesIn(inventory);
  const cluster = drawnServices(services, inventory, tiers);
  const permissions = permissionsOf(inventory);
  const copies = recovery(stack, inventory);
  const drawn = [
    entrance(inventory, tiers),
    { parts: [...cluster.parts, ...dataParts(inventory, tiers)], arrows: [] },
    externalResources(inventory, permissions),
    usedElsewhere(permissions, services, cluster.partOf),
    copies,
  ];
  const traffic = trafficOf(inventory, tiers, cluster.partOf);
  const parts = [...drawn.flatMap((one) => one.parts), ...traffic.parts];
  const frames: Frame[] = [
    { id: "account", title: `AWS account ${stack.account}` },
    {
      id: "region",
      title: `Region ${stack.region}`,
      detail: `Terraform state: ${stack.state.bucket}`,
      within: "account",
    },
    ...tiers.frames,
    ...cluster.frames,
    ...copies.frames,
  ];
  return tidy({
    title: `Architecture of ${stack.name}`,
    ...{ frames, parts, arrows: [...drawn.flatMap(({ arrows }) => arrows), ...traffic.arrows] },
  });
}

/** What security groups let through, as arrows; ways to any address are one, through the NAT gateways where there are some. */
function trafficOf(
  inventory: Blocks,
  tiers: Tiers,
  partOfService: ReadonlyMap<string, string>,
): Pick<Picture, "parts" | "arrows"> {
  const byGroup = partsByGroup(inventory);
  const walls = webAclByLoadBalancer(inventory);
  const nats = inventory.of("aws_nat_gateway").length;
  const parts = new Map<string, Part>();
  const outside = (name: string, direction: "in" | "out"): string => {
    if (name === "internet" && direction === "out" && nats > 0) return natPart;
    const id = name === "internet" ? internetPart : `outside ${name}`;
    const within = name === "vpc" ? { within: networkFrame } : {};
    const title = name === "internet" ? "Internet" : name === "vpc" ? "Anything in the network" : name;
    parts.set(id, { id, title, lines: [], kind: "outside", ...within });
    return id;
  };
  const arrows = connectionsOf(inventory).map(({ from, to, ports }): Arrow => {
    const own = (group: string): string => partOfService.get(byGroup.get(group) ?? "") ?? byGroup.get(group) ?? group;
    const target = to.group === undefined ? outside(to.name, "out") : own(to.group);
    const wall = from.name === "internet" ? walls.get(target)?.address : undefined;
    const toAnyAddress = to.name === "internet";
    const source = from.group === undefined ? outside(from.name, "in") : toAnyAddress ? clusterFrame : own(from.group);
    return {
      from: source,
      to: wall ?? target,
      label: ports.join(", "),
      flow: "request",
      ...(to.group === undefined && { leads: "up" }),
    };
  });
  const usesNat = arrows.some(({ to }) => to === natPart);
  const address = inventory.of("aws_nat_gateway")[0]?.body.subnet_id;
  const internet: Part = { id: internetPart, title: "Internet", lines: [], kind: "outside" };
  const title = nats === 1 ? "NAT gateway" : `${nats} NAT gateways`;
  const nat: Part = { id: natPart, title, lines: ["fixed addresses"], kind: "network", within: tiers.frameOf(address) };
  return {
    parts: [...parts.set(internetPart, internet).values(), ...(usesNat ? [nat] : [])],
    arrows: [
      ...arrows,
      ...(usesNat ? [{ from: natPart, to: internetPart, label: "", flow: "request", leads: "up" } as const] : []),
    ],
  };
}

/** Without frames around nothing and arrows to nothing, and with arrows that say the same drawn once. */
function tidy(picture: Picture): Picture {
  const known = new Set(picture.frames.map(({ id }) => id));
  const placed = <T extends Frame | Part>(one: T): T =>
    one.within === undefined || known.has(one.within) ? one : { ...one, within: "region" };
  const [all, parts] = [picture.frames.map(placed), picture.parts.map(placed)];
  const byId = new Map(all.map((frame) => [frame.id, frame]));
  const used = new Set<string>();
  for (const { within } of parts) for (let id = within; id !== undefined; id = byId.get(id)?.within) used.add(id);
  const frames = all.filter(({ id }) => used.has(id));
  const ends = new Set([...parts, ...frames].map(({ id }) => id));
  const arrows = picture.arrows.filter(({ from, to }) => from !== to && ends.has(from) && ends.has(to));
  return { title: picture.title, frames, parts, arrows: once(arrows) };
}

function once(arrows: readonly Arrow[]): Arrow[] {
  const found = new Map<string, Arrow>();
  for (const arrow of arrows) {
    const key = JSON.stringify([arrow.from, arrow.to, arrow.flow]);
    const labels = [found.get(key)?.label ?? "", arrow.label].flatMap((label) => label.split(", "));
    found.set(key, { ...arrow, label: [...new Set(labels)].filter((label) => label !== "").join(", ") });
  }
  return [...found.values()];
}
