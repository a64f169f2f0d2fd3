import type { Connection } from "../../terraform-json/connections";
import { connectionsOf } from "../connections";
import type { Block } from "../../terraform-json/block";
import type { Blocks } from "../../terraform-json/blocks";
import { addressesPart, internet, isPublic, rangesAlike } from "./addresses";
import { partsByGroup } from "./data";
import { webAclByLoadBalancer } from "./entrance";
import { endpoints, endpointsPart, nat, natPart } from "./gateways";
import type { Arrow, Part, Picture } from "./picture";
import { clusterFrame } from "./service-nodes";
import type { Tiers } from "./tiers";

type Drawn = Pick<Picture, "parts" | "arrows">;

/** What security groups let through, as arrows: through the web ACL where there is one, and through NAT to public addresses. */
export function traffic(inventory: Blocks, tiers: Tiers, partOfService: ReadonlyMap<string, string>): Drawn {
  const [nats, interfaces] = [natPart(inventory, tiers), endpointsPart(inventory, tiers)];
  const byGroup = partsByGroup(inventory);
  const context: Context = {
    partOf: (group) => partOfService.get(byGroup.get(group) ?? "") ?? byGroup.get(group) ?? group,
    webAcls: webAclByLoadBalancer(inventory),
    hasNat: nats !== undefined,
    isManaged: inventory.of("aws_vpc").length > 0,
  };
  const connections = connectionsOf(inventory);
  const drawn = [incoming(connections, context), outgoing(connections, context), within(connections, context)];
  return {
    parts: [
      internet,
      ...[nats, interfaces].filter((part) => part !== undefined),
      ...drawn.flatMap(({ parts }) => parts),
    ],
    arrows: drawn.flatMap(({ arrows }) => arrows),
  };
}

interface Context {
  /** The part of a security group's members. */
  readonly partOf: (group: string) => string;
  readonly webAcls: ReadonlyMap<string, Block>;
  readonly hasNat: boolean;
  /** Whether the VPC is one of the stack's, so that its NAT gateways are all known. */
  readonly isManaged: boolean;
}

/** From addresses to parts; ranges that may do the same are one part. */
function incoming(connections: readonly Connection[], { partOf, webAcls }: Context): Drawn {
  const parts: Part[] = [];
  const arrows: Arrow[] = [];
  for (const { ranges, reached } of rangesAlike(connections)) {
    const part = addressesPart(ranges);
    parts.push(part);
    for (const { group, ports } of reached) {
      const target = partOf(group);
      arrows.push({
        from: part.id,
        to: webAcls.get(target)?.address ?? target,
        label: ports.join(", "),
        flow: "request",
      });
    }
  }
  return { parts, arrows };
}

/** From parts to addresses. A VPC of the stack without NAT gateways has no way to public ones. */
function outgoing(connections: readonly Connection[], { partOf, hasNat, isManaged }: Context): Drawn {
  const parts = new Map<string, Part>();
  const arrows: Arrow[] = [];
  for (const { from, to, ports } of connections) {
    if (from.group === undefined || to.group !== undefined) continue;
    if (isPublic(to) && isManaged && !hasNat) continue;
    const target = addressesPart([to.name]);
    const source = to.name === "internet" ? clusterFrame : partOf(from.group);
    const arrow = { label: ports.join(", "), flow: "request", leads: "up" } as const;
    parts.set(target.id, target);
    if (isPublic(to) && hasNat)
      arrows.push({ ...arrow, from: source, to: nat }, { ...arrow, from: nat, to: target.id });
    else arrows.push({ ...arrow, from: source, to: target.id });
  }
  return { parts: [...parts.values()], arrows };
}

/** From parts to parts; what all services reach is drawn once, from their cluster. */
function within(connections: readonly Connection[], { partOf }: Context): Drawn {
  const arrows = connections.flatMap(({ from, to, ports }): Arrow[] => {
    if (from.group === undefined || to.group === undefined) return [];
    const target = partOf(to.group);
    const source = target === endpoints ? clusterFrame : partOf(from.group);
    return [{ from: source, to: target, label: ports.join(", "), flow: "request" }];
  });
  return { parts: [], arrows };
}
