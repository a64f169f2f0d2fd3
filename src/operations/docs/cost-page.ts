import { quantityText } from "../../cost/amounts";
import { type Assumption, assumptionsSchema, defaultAssumptions } from "../../cost/assumptions";
import { compare } from "../../cost/compare";
import { estimate, totalOf } from "../../cost/estimate";
import { listPrices } from "../cost/list-prices";
import { nestedBlock, textOf } from "../../terraform-json/body";
import { components } from "../../cost/rules/rule";
import { totalIn, totalText } from "../../cost/total";
import { markdownTable } from "../../documentation/markdown-table";
import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { bill, comparisonReport, notPricedReport, totalOfPart } from "../cost/bill";
import type { NamedEstimate } from "../cost/saved";

type Stack = Pick<SynthesizedStack, "name" | "json" | "resources" | "isFoundation">;

interface ProductEstimate extends NamedEstimate {
  /** `undefined` for what an account has once. */
  readonly product: string | undefined;
}

/** The computed parts of each page, by the name of their place. */
export function costPages(stacks: readonly Stack[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const estimates = stacks.map((stack): ProductEstimate => ({
    environment: stack.name,
    product: stack.isFoundation ? undefined : productOf(stack),
    ...estimate(stack.resources, listPrices, defaultAssumptions),
  }));
  return {
    "docs/cost.md": {
      summary: summary(estimates),
      differences: differences(estimates),
      bills: estimates.map(billSection).join("\n\n"),
      assumptions: assumptions(),
    },
  };
}

/** As every stack's default tags name it. */
function productOf({ json }: Stack): string | undefined {
  const [aws] = json.provider?.aws ?? [];
  return textOf(nestedBlock(nestedBlock(aws?.default_tags).tags).product);
}

/** What the dearer environment of each product costs beyond the cheaper one. */
function differences(estimates: readonly ProductEstimate[]): string {
  const byCost = estimates.toSorted((one, other) => totalOf(one.items) - totalOf(other.items));
  const pairs = byCost.flatMap((after, index) => {
    const before = byCost.slice(0, index).findLast(({ product }) => product === after.product);
    return before && after.product !== undefined
      ? [comparisonReport(before.environment, after.environment, compare(before, after))]
      : [];
  });
  return pairs.length === 0 ? "No product has two environments." : pairs.map(codeBlock).join("\n\n");
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
