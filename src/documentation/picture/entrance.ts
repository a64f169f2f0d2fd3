import { nestedBlock, nestedBlocks, textOf } from "../../terraform-json/body";
import type { Block } from "../../terraform-json/block";
import type { Blocks } from "../../terraform-json/blocks";
import { keyOf, nameOf } from "../nouns";
import type { Arrow, Part, Picture } from "./picture";
import { shortList } from "./short-list";
import { networkFrame, type Tiers } from "./tiers";

type Drawn = Pick<Picture, "parts" | "arrows">;

/** How requests come in: clients, web ACLs, load balancers, and CloudFront before its bucket. */
export function entrance(inventory: Blocks, tiers: Tiers): Drawn {
  const balancers = inventory.of("aws_lb");
  const distributions = inventory.of("aws_cloudfront_distribution");
  const webAcls = webAclByLoadBalancer(inventory);
  return {
    parts: [
      ...balancers.flatMap((balancer) => {
        const acl = webAcls.get(balancer.address);
        return acl ? [webAclPart(acl, balancer)] : [];
      }),
      ...balancers.map((balancer) => balancerPart(balancer, inventory, tiers)),
      ...distributions.map(distributionPart),
      ...distributions.flatMap((distribution) => originParts(distribution, inventory)),
    ],
    arrows: [
      ...[...webAcls].map(([balancer, acl]): Arrow => ({
        from: acl.address,
        to: balancer,
        label: "",
        flow: "request",
      })),
      ...distributions.map(({ address }): Arrow => ({ from: "internet", to: address, label: "443", flow: "request" })),
      ...distributions.flatMap((distribution) =>
        originsOf(distribution, inventory).map((origin): Arrow => ({
          from: distribution.address,
          to: origin.address,
          label: "",
          flow: "request",
        })),
      ),
    ],
  };
}

/** The web ACL of each load balancer, by the load balancer's address. */
export function webAclByLoadBalancer(inventory: Blocks): Map<string, Block> {
  return new Map(
    inventory.of("aws_wafv2_web_acl_association").flatMap(({ body }) => {
      const [balancer, acl] = [inventory.target(body.resource_arn), inventory.target(body.web_acl_arn)];
      return balancer && acl ? [[balancer.address, acl] as const] : [];
    }),
  );
}

/** Beside its clients: those of an internal load balancer are in the network. */
function webAclPart({ address, body }: Block, balancer: Block): Part {
  const rules = nestedBlocks(body.rule).map(({ name }) => textOf(name) ?? "");
  const within = balancer.body.internal === true ? networkFrame : "region";
  return { id: address, title: "AWS WAF", lines: shortList(rules, 3), kind: "entrance", within };
}

function balancerPart(balancer: Block, inventory: Blocks, tiers: Tiers): Part {
  const { body, address } = balancer;
  const hosts = inventory
    .of("aws_route53_record")
    .filter((record) => inventory.target(nestedBlock(record.body.alias).name)?.address === address)
    .map((record) => inventory.text(record.body.name));
  return {
    id: address,
    title: `Load balancer ${keyOf(balancer)}`,
    lines: [body.internal === true ? "internal" : "internet-facing", ...shortList([...new Set(hosts)], 4)],
    kind: "entrance",
    within: tiers.frameOf(body.subnets),
  };
}

function distributionPart({ address, body }: Block): Part {
  const hosts = Array.isArray(body.aliases) ? (body.aliases as string[]) : [];
  return { id: address, title: "CloudFront", lines: shortList(hosts, 3), kind: "entrance", within: "account" };
}

function originsOf({ body }: Block, inventory: Blocks): Block[] {
  return inventory.targets(body.origin).filter(({ type }) => type === "aws_s3_bucket");
}

function originParts(distribution: Block, inventory: Blocks): Part[] {
  return originsOf(distribution, inventory).map((bucket) => ({
    ...{ id: bucket.address, title: "Bucket", lines: [nameOf(bucket, inventory)] },
    ...({ kind: "data", within: "region" } as const),
  }));
}
