import type { SynthesizedStack } from "../../synth/synthesized-stack";
import type { Block } from "../../../terraform-json/block";
import { kinds } from "../../../resources";
import type { Quota as QuotaOfType } from "../../../resources/kind";
import { runningVcpus, plannedVcpus } from "./fargate";
import * as inUse from "./in-use";
import { most } from "./most";

/** What a deploy brings. */
export interface PlannedResources {
  readonly stack: SynthesizedStack;
  /** What it creates. */
  readonly creates: readonly Block[];
}

interface Use {
  readonly name: string;
  /** How much a deploy adds; 0 is not asked about. */
  readonly added: (coming: PlannedResources) => number;
  /** How much is in use now. @default nothing, since the limit is within what is created */
  readonly used?: (coming: PlannedResources) => Promise<number>;
}

/** A limit that AWS raises on request, named and numbered as Service Quotas does. */
export interface AdjustableQuota extends Use {
  readonly service: string;
  readonly code: string;
  /** Where it is asked for. @default the stack's region */
  readonly region?: string;
}

/** A limit that is the same in every account, for ever. */
export interface FixedQuota extends Use {
  readonly allowed: number;
  readonly wayOut: (region: string) => string;
}

/** A limit of AWS that an environment could run into. */
export type Quota = AdjustableQuota | FixedQuota;

/** Quotas of services that are everywhere are told in one region only. */
const globalRegion = "us-east-1";

/** What is in use of a type that has a quota of its own. */
export const inUseByType: Readonly<Record<string, (coming: PlannedResources) => Promise<number>>> = {
  aws_cloudwatch_log_resource_policy: ({ stack }) => inUse.logResourcePolicies(stack.region),
  aws_db_instance: ({ stack }) => inUse.databaseInstances(stack.region),
  aws_eip: ({ stack }) => inUse.elasticIps(stack.region),
  aws_iam_policy: ({ stack }) => inUse.iam(stack.region, "Policies"),
  aws_iam_role: ({ stack }) => inUse.iam(stack.region, "Roles"),
  aws_internet_gateway: ({ stack }) => inUse.internetGateways(stack.region),
  aws_lb: ({ stack }) => inUse.loadBalancers(stack.region),
  aws_lb_target_group: ({ stack }) => inUse.targetGroups(stack.region),
  aws_s3_bucket: ({ stack }) => inUse.buckets(stack.region),
  aws_security_group: ({ stack }) => inUse.securityGroups(stack.region),
  aws_vpc: ({ stack }) => inUse.vpcs(stack.region),
};

export const quotas: readonly Quota[] = [
  ...Object.entries(kinds).flatMap(([type, { quota }]) => (quota ? [counting(type, quota)] : [])),
  {
    ...{ name: "NAT gateways in one zone", service: "vpc", code: "L-FE5A380F" },
    added: (coming) => most(natGatewayZones(coming)),
    used: ({ stack }) => inUse.natGatewaysInFullestZone(stack.region),
  },
  {
    ...{ name: "rules in one direction of a security group", service: "vpc", code: "L-0EA8095F" },
    added: ({ stack }) =>
      Math.max(
        ...["ingress", "egress"].map((direction) =>
          most(values(stack.resources, `aws_vpc_security_group_${direction}_rule`, "security_group_id")),
        ),
      ),
  },
  {
    ...{ name: "gateway endpoints", service: "vpc", code: "L-1B52E74A" },
    added: ({ creates }) =>
      creates.filter(({ type, body }) => type === "aws_vpc_endpoint" && body.vpc_endpoint_type !== "Interface").length,
    used: ({ stack }) => inUse.gatewayEndpoints(stack.region),
  },
  {
    ...{ name: "Fargate vCPUs on demand", service: "fargate", code: "L-3032A538" },
    added: ({ stack }) => plannedVcpus(stack, "FARGATE"),
    used: ({ stack }) => runningVcpus(stack, "FARGATE"),
  },
  {
    ...{ name: "Fargate vCPUs on spot capacity", service: "fargate", code: "L-36FBB829" },
    added: ({ stack }) => plannedVcpus(stack, "FARGATE_SPOT"),
    used: ({ stack }) => runningVcpus(stack, "FARGATE_SPOT"),
  },
  {
    ...{ name: "rules of one load balancer", service: "elasticloadbalancing", code: "L-7EED9B64" },
    added: ({ stack }) => most(loadBalancersOfRules(stack)),
  },
  {
    ...{ name: "names in one certificate", service: "acm", code: "L-FB94F0B0" },
    added: ({ stack }) => Math.max(0, ...namesOfCertificates(stack)),
  },
  {
    ...{ name: "policies of one IAM role", service: "iam", code: "L-0DA4ABF3", region: globalRegion },
    added: ({ stack }) => most(values(stack.resources, "aws_iam_role_policy_attachment", "role")),
  },
];

/** The quota on a type's page, counted by the resources of the type. */
function counting(type: string, quota: QuotaOfType): Quota {
  const used = inUseByType[type];
  const use = {
    added: ({ creates }: PlannedResources) => creates.filter((block) => block.type === type).length,
    ...(used && { used }),
  };
  if (!("allowed" in quota)) return { ...quota, ...use };
  const wayOut = (region: string): string =>
    `AWS gives no more of them: delete one that nothing needs (aws ${quota.listedBy} --region ${region} shows them), or take another region or account`;
  return { ...quota, ...use, wayOut };
}

function values(blocks: readonly Block[], type: string, attribute: string): unknown[] {
  return blocks.filter((block) => block.type === type).map(({ body }) => body[attribute]);
}

function natGatewayZones({ stack, creates }: PlannedResources): unknown[] {
  const zones = new Map(
    stack.resources
      .filter(({ type }) => type === "aws_subnet")
      .map(({ address, body }) => [`\${${address}.id}`, body.availability_zone]),
  );
  return values(creates, "aws_nat_gateway", "subnet_id").map((subnet) => zones.get(String(subnet)));
}

function loadBalancersOfRules(stack: SynthesizedStack): unknown[] {
  const listeners = values(stack.resources, "aws_lb_listener_rule", "listener_arn");
  return listeners.map((listener) => stack.blocks.target(listener)?.body.load_balancer_arn);
}

function namesOfCertificates({ resources }: SynthesizedStack): number[] {
  const others = values(resources, "aws_acm_certificate", "subject_alternative_names");
  return others.map((names) => 1 + (Array.isArray(names) ? names.length : 0));
}
