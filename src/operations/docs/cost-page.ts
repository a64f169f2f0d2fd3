import { dollars, quantityText } from "../../cost/amounts";
import { type Assumption, assumptionsSchema, defaultAssumptions } from "../../cost/assumptions";
import { compare } from "../../cost/compare";
import { type Item, estimate, totalOf } from "../../cost/estimate";
import { listPrices } from "../cost/list-prices";
import { components } from "../../cost/rules/rule";
import { totalIn, totalText } from "../../cost/total";
import { markdownTable } from "../../documentation/markdown-table";
import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { bill, comparisonReport, notPricedReport, totalOfPart } from "../cost/bill";
import type { NamedEstimate } from "../cost/saved";

type Stack = Pick<SynthesizedStack, "name" | "resources">;

const staging = "finance-app-staging";
const production = "finance-app-production";
const foundation = "foundation-finance-app";

const leftOut = "left out";

/** A line of the requirement's own estimate, or something that it left out. */
interface RequiredLine {
  readonly name: string;
  readonly required: string;
  readonly why: string;
  readonly holds: (item: Item) => boolean;
}

/** Tried in this order: the first that holds an item has it. */
const requiredLines: readonly RequiredLine[] = [
  {
    name: "Fargate",
    required: "50 to 100",
    why: "the fewest tasks that auto scaling keeps; the most cost several times as much",
    holds: ({ component }) => component === "compute",
  },
  {
    name: "RDS",
    required: "30 to 50",
    why: "instance and storage, in production twice for the second zone, and backups in another region",
    holds: ({ component }) => component === "database",
  },
  {
    name: "load balancer",
    required: "20",
    why: "hours and capacity units are less; public IPv4 addresses are charged since 2024",
    holds: ({ price, of = "" }) => /^[an]lb\./.test(price) || (price === "vpc.publicIpv4" && of !== ""),
  },
  {
    name: "ECR",
    required: "5",
    why: "fewer gigabytes are assumed; both environments share the repositories",
    holds: ({ price }) => price.startsWith("ecr."),
  },
  {
    name: "NAT",
    required: leftOut,
    why: "gateways cost by the hour, one in each zone in production, with an address each",
    holds: ({ price, what }) => what.startsWith("NAT") || price.startsWith("nat.") || what === "elastic IP addresses",
  },
  {
    name: "WAF and CloudFront",
    required: leftOut,
    why: "a web ACL costs by its rules; the assets' bytes cost as those of the load balancer",
    holds: ({ price }) => /^(waf|cloudfront)\./.test(price),
  },
  {
    name: "traffic and service discovery",
    required: leftOut,
    why: "answers to the internet, traffic between zones, the private hosted zone",
    holds: ({ component }) => component === "network" || component === "ingress and edge",
  },
  {
    name: "buckets and backups",
    required: leftOut,
    why: "logs of the load balancer, assets, backups in vaults",
    holds: ({ component }) => component === "storage",
  },
  {
    name: "observability",
    required: leftOut,
    why: "Container Insights' metrics, logs, alarms, dashboard",
    holds: ({ component }) => component === "observability",
  },
  {
    name: "security",
    required: leftOut,
    why: "keys and secrets cost by the month, each",
    holds: ({ component }) => component === "security",
  },
  { name: "other", required: leftOut, why: "state machines and schedules", holds: () => true },
];

/** The computed parts of each page, by the name of their place; without those about a stack that is not there. */
export function costPages(stacks: readonly Stack[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const estimates = stacks.map((stack): NamedEstimate => ({
    environment: stack.name,
    ...estimate(stack.resources, listPrices, defaultAssumptions),
  }));
  const find = (name: string): NamedEstimate | undefined => estimates.find(({ environment }) => environment === name);
  const [before, after, shared] = [find(staging), find(production), find(foundation)];
  return {
    "docs/cost.md": {
      summary: summary(estimates),
      ...(before && after && shared && comparisons(before, after, shared)),
      bills: estimates.map(billSection).join("\n\n"),
      assumptions: assumptions(),
    },
  };
}

function comparisons(
  before: NamedEstimate,
  after: NamedEstimate,
  shared: NamedEstimate,
): Readonly<Record<string, string>> {
  return {
    requirement: requirement(before, after, shared),
    difference: codeBlock(comparisonReport(before.environment, after.environment, compare(before, after))),
  };
}

function summary(estimates: readonly NamedEstimate[]): string {
  const names = estimates.map(({ environment }) => environment);
  const rows = components.map((component) => [
    component,
    ...estimates.map((estimate) => totalText(totalOfPart(component, estimate))),
  ]);
  const totals = ["a month", ...estimates.map((estimate) => totalText(totalIn(estimate)))];
  return markdownTable(["part", ...names], [...rows, totals], names);
}

function requirement(...estimates: readonly NamedEstimate[]): string {
  const lineOf = (item: Item): RequiredLine | undefined => requiredLines.find(({ holds }) => holds(item));
  const amounts = (lines: readonly (RequiredLine | undefined)[]): string[] =>
    estimates.map(({ items }) => dollars(totalOf(items.filter((item) => lines.includes(lineOf(item))))));
  const rowOf = (line: RequiredLine): string[] => [line.name, line.required, ...amounts([line]), line.why];
  const counted = requiredLines.filter(({ required }) => required !== leftOut);
  const others = requiredLines.filter(({ required }) => required === leftOut);
  const rows = [
    ...counted.map(rowOf),
    ["what it counted", "105 to 175", ...amounts(counted), ""],
    ...others.map(rowOf),
    ["what it left out", "", ...amounts(others), ""],
  ];
  const totals = ["together", "", ...estimates.map((estimate) => totalText(totalIn(estimate))), ""];
  const head = ["part", "required", "staging", "production", "shared", "why they differ"];
  return markdownTable(head, [...rows, totals], ["staging", "production", "shared"]);
}

function billSection(estimate: NamedEstimate): string {
  const text = [bill(estimate), ...notPricedReport(estimate.notPriced)].join("\n\n");
  return `### ${estimate.environment}\n\n${codeBlock(text)}`;
}

function assumptions(): string {
  const rows = Object.entries(defaultAssumptions).map(([name, value]) => [
    `\`${name}\``,
    typeof value === "number" ? quantityText(value) : value,
    assumptionsSchema.shape[name as Assumption].description ?? "",
  ]);
  return markdownTable(["name", "value", "what it is"], rows, ["value"]);
}

function codeBlock(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}

/**
 * The page with its computed parts put anew between `<!-- name -->` and `<!-- end -->`.
 *
 * @throws Failure when the page has no place for one of them
 */
export function withSections(page: string, sections: Readonly<Record<string, string>>): string {
  return Object.entries(sections).reduce((text, [name, section]) => {
    const start = text.indexOf(`<!-- ${name} -->`);
    const end = text.indexOf("<!-- end -->", start);
    if (start < 0 || end < 0) throw new Failure(`the page has no <!-- ${name} --> with an <!-- end --> after it`);
    return `${text.slice(0, start)}<!-- ${name} -->\n\n${section}\n\n${text.slice(end)}`;
  }, page);
}
