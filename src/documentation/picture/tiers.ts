import { nestedBlock, textOf } from "../../terraform-json/body";
import type { Block } from "../../terraform-json/block";
import type { Blocks } from "../../terraform-json/blocks";
import { nameOf } from "../nouns";
import { endpointService } from "./endpoint-services";
import type { Frame } from "./picture";

export const networkFrame = "network";

/** The network and its tiers of subnets, and in which tier a block is. */
export class Tiers {
  readonly frames: readonly Frame[];
  private readonly tiers = new Map<string, Block[]>();

  constructor(private readonly inventory: Blocks) {
    for (const type of ["aws_subnet", "data.aws_subnets"])
      for (const subnet of inventory.of(type)) {
        const tier = tierName(subnet);
        this.tiers.set(tier, [...(this.tiers.get(tier) ?? []), subnet]);
      }
    this.frames = [...this.network(), ...this.subnets()];
  }

  /** The frame of what is in these subnets; the network itself where they are not known. */
  frameOf(subnets: unknown): string {
    const found = this.inventory.targets(subnets).find(({ type }) => /^aws_subnets?$/.test(type));
    return found ? tierFrame(tierName(found)) : networkFrame;
  }

  /** The frame of a tier, such as `public`. */
  frameNamed(tier: string): string {
    return this.tiers.has(tier) ? tierFrame(tier) : networkFrame;
  }

  private network(): Frame[] {
    const [vpc] = [...this.inventory.of("aws_vpc"), ...this.inventory.of("data.aws_vpc")];
    if (!vpc) return [];
    const gateways = this.inventory
      .of("aws_vpc_endpoint")
      .filter(({ body }) => body.vpc_endpoint_type !== "Interface")
      .map(endpointService);
    const details = [
      vpc.mode === "managed" ? (textOf(vpc.body.cidr_block) ?? "") : "existing",
      ...(gateways.length > 0
        ? [`gateway ${gateways.length === 1 ? "endpoint" : "endpoints"}: ${gateways.join(", ")}`]
        : []),
    ];
    const title = `Network ${nameOf(vpc, this.inventory)}`;
    return [{ id: networkFrame, title, details: [details.join(" · ")], within: "region" }];
  }

  private subnets(): Frame[] {
    return [...this.tiers].map(([tier, subnets]) => ({
      id: tierFrame(tier),
      title: `${tier.charAt(0).toUpperCase()}${tier.slice(1)} subnets`,
      details: [subnets.map(subnetText).join(" · ")],
      within: networkFrame,
    }));
  }
}

function tierFrame(tier: string): string {
  return `tier-${tier}`;
}

function tierName({ path }: Block): string {
  return /([a-z]+)-subnets?$/.exec(path.detail)?.[1] ?? "other";
}

/** A zone's letter and range, or the tags by which existing subnets are found. */
function subnetText({ type, body }: Block): string {
  if (type === "aws_subnet")
    return `${textOf(body.availability_zone)?.slice(-1) ?? ""} ${textOf(body.cidr_block) ?? ""}`.trim();
  const tags = Object.entries(nestedBlock(body.tags)).map(([key, value]) => `${key}=${String(value)}`);
  return `those with ${tags.join(", ")}`;
}
