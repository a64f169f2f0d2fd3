import type { PriceTable } from "./price-table";
import { hoursOf } from "./rules/rule";
import { endpointZones } from "./rules/network";
import type { Block } from "../terraform-json/block";
import { numberOf, textOf } from "../terraform-json/body";
import type { Stack } from "./stack";

/** Something that the reader should know: another way to build the same, or a budget that does not fit. */
export interface Hint {
  readonly title: string;
  /** US dollars a month that a change would add, or save where it is negative. */
  readonly difference?: number;
  /** From how many gigabytes a month on endpoints are cheaper; undefined where they always or never are. */
  readonly breakEvenGb?: number;
  readonly text: string;
}

/** AWS's services that a task on Fargate calls, each by the type whose presence says so. */
const calledServices: readonly { readonly service: string; readonly because: string }[] = [
  { service: "ecr.api", because: "aws_ecs_service" },
  { service: "ecr.dkr", because: "aws_ecs_service" },
  { service: "logs", because: "aws_cloudwatch_log_group" },
  { service: "secretsmanager", because: "aws_secretsmanager_secret" },
  { service: "ssm", because: "aws_ssm_parameter" },
  { service: "xray", because: "aws_xray_sampling_rule" },
];

interface Rates {
  readonly natHour: number;
  readonly addressHour: number;
  readonly natGb: number;
  readonly endpointHour: number;
  readonly endpointGb: number;
}

/** @param total what a month of the stack costs */
export function hintsFor(stack: Stack, prices: PriceTable, total: number): Hint[] {
  return [
    ...natOrEndpoints(stack, prices),
    ...stack.of("aws_budgets_budget").flatMap((budget) => tooSmall(budget, total)),
  ];
}

/** A budget that a usual month exceeds tells nothing when it tells. */
function tooSmall({ body, address }: Block, total: number): Hint[] {
  const limit = numberOf(body.limit_amount);
  if (limit === undefined || limit >= total || body.time_unit !== "MONTHLY") return [];
  const title = `Budget ${textOf(body.name) ?? address}`;
  return [{ title, text: `its limit of ${limit} dollars a month is below this estimate` }];
}

/** Whether what leaves through NAT gateways would be cheaper through interface endpoints, or the other way round. */
function natOrEndpoints(stack: Stack, prices: PriceTable): Hint[] {
  const gateways = stack.of("aws_nat_gateway");
  const [gateway] = gateways;
  const endpoints = stack.of("aws_vpc_endpoint").filter(({ body }) => body.vpc_endpoint_type === "Interface");
  const rates = gateway && ratesIn(gateway.region, prices);
  if (!rates) return [];
  const missing = missingEndpoints(endpoints, stack);
  return [
    ...(missing.length > 0
      ? [endpointsBesideNat(missing, rates, stack), endpointsForNat(gateways, missing, rates, stack)]
      : []),
    ...(endpoints.length > 0 ? [natForEndpoints(endpoints, rates, stack)] : []),
  ];
}

function ratesIn(region: string, { regions }: PriceTable): Rates | undefined {
  const usd = (name: string): number => {
    const price = regions.get(region)?.get(name);
    return price?.tiers[0]?.usd ?? price?.usd ?? NaN;
  };
  const rates = {
    natHour: usd("nat.hour"),
    addressHour: usd("vpc.publicIpv4"),
    natGb: usd("nat.gb"),
    endpointHour: usd("endpoint.hour"),
    endpointGb: usd("endpoint.gb"),
  };
  return Object.values(rates).some(Number.isNaN) ? undefined : rates;
}

function missingEndpoints(endpoints: readonly Block[], stack: Stack): string[] {
  const names = endpoints.map(({ body }) => String(body.service_name));
  return calledServices
    .filter(({ because }) => stack.of(because).length > 0)
    .map(({ service }) => service)
    .filter((service) => !names.some((name) => name.endsWith(`.${service}`)));
}

/** The gateways stay for everything else; what goes to AWS takes the cheaper bytes. */
function endpointsBesideNat(missing: readonly string[], rates: Rates, stack: Stack): Hint {
  const awsGb = (stack.assume("natGb") * stack.assume("natAwsPercent")) / 100;
  const hours = missing.length * stack.zones() * rates.endpointHour * hoursOf(stack);
  const savedPerGb = rates.natGb - rates.endpointGb;
  return {
    title: "Interface endpoints beside NAT",
    difference: hours - awsGb * savedPerGb,
    ...breakEven(hours, savedPerGb),
    text: `for ${missing.join(", ")}, carrying the ${gb(awsGb)} GB that go to AWS`,
  };
}

/** Possible only when no task calls anything but AWS. */
function endpointsForNat(gateways: readonly Block[], missing: readonly string[], rates: Rates, stack: Stack): Hint {
  const allGb = stack.assume("natGb");
  const awsGb = (allGb * stack.assume("natAwsPercent")) / 100;
  const instances = gateways.reduce((sum, gateway) => sum + stack.countOf(gateway), 0);
  const hours =
    (missing.length * stack.zones() * rates.endpointHour - instances * (rates.natHour + rates.addressHour)) *
    hoursOf(stack);
  const savedPerGb = rates.natGb - rates.endpointGb;
  return {
    title: "Interface endpoints instead of NAT",
    difference: hours + awsGb * rates.endpointGb - allGb * rates.natGb,
    ...breakEven(hours, savedPerGb),
    text: `for ${missing.join(", ")}, if no task calls anything but AWS`,
  };
}

/** What the endpoints carry would cost more a gigabyte through NAT, and nothing by the hour. */
function natForEndpoints(endpoints: readonly Block[], rates: Rates, stack: Stack): Hint {
  const carriedGb = endpoints.length * stack.assume("endpointGb");
  const zones = endpoints.reduce((sum, endpoint) => sum + endpointZones(endpoint, stack), 0);
  const hours = zones * rates.endpointHour * hoursOf(stack);
  const savedPerGb = rates.natGb - rates.endpointGb;
  return {
    title: "NAT instead of the interface endpoints",
    difference: carriedGb * savedPerGb - hours,
    ...breakEven(hours, savedPerGb),
    text: `carrying the ${gb(carriedGb)} GB of ${endpoints.length} endpoints through the gateways that are there`,
  };
}

/** From where on cheaper bytes pay for dearer hours. */
function breakEven(hours: number, savedPerGb: number): Pick<Hint, "breakEvenGb"> {
  return hours >= 0.01 && savedPerGb > 0 ? { breakEvenGb: hours / savedPerGb } : {};
}

function gb(amount: number): string {
  return String(Math.round(amount));
}
