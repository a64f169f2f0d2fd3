import path from "node:path";

import { z } from "zod";

import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Block } from "../../terraform-json/block";
import { synthesizedPath } from "../../terraform-json/construct-path";

/** A check that does not hold for a resource. */
export interface Finding {
  /** As in `CKV_AWS_18`. */
  readonly check: string;
  /** What the check asks for, in its own words. */
  readonly asks: string;
  /** As in `aws_s3_bucket`. */
  readonly type: string;
  /** Its Terraform address. */
  readonly address: string;
  /** Its stack and the path of its construct: `finance-app-staging/load-balancers/public/access-logs/bucket`. */
  readonly at: string;
  /** Where to read what is meant. */
  readonly guideline: string;
}

/** What the judge says about one stack. */
export interface Judgement {
  readonly stack: string;
  readonly passed: number;
  /** Where it has a resource, by stack and construct. */
  readonly places: readonly string[];
  readonly findings: readonly Finding[];
}

const record = z.object({
  check_id: z.string(),
  check_name: z.string(),
  check_class: z.string(),
  resource: z.string(),
  guideline: z.string().nullish(),
});

const report = z.object({
  results: z.object({
    passed_checks: z.array(z.unknown()),
    failed_checks: z.array(record),
    parsing_errors: z.array(z.string()).default([]),
  }),
  summary: z.object({ resource_count: z.number(), checkov_version: z.string() }),
});

/**
 * Reads what checkov wrote about a stack.
 *
 * @throws Failure when it is no report, or checkov has not seen every resource: silence is no consent
 */
export function readReport(stack: SynthesizedStack, text: string): Judgement {
  const { results, summary } = parsed(stack, text);
  const all = stack.resources;
  if (results.parsing_errors.length > 0 || summary.resource_count !== all.length) {
    throw new Failure(
      `checkov has read ${summary.resource_count} of ${all.length} resources of ${stack.name}; its verdict is worth nothing`,
    );
  }
  const places = new Map(stack.blocks.all.map((block) => [block.address, placeOf(block)]));
  return {
    stack: stack.name,
    passed: results.passed_checks.length,
    places: stack.resources.flatMap((block) => placeOf(block) ?? []),
    findings: results.failed_checks.map((failed) => ({
      check: failed.check_id,
      asks: failed.check_name,
      type: failed.resource.replace(/\.[^.]*$/, ""),
      address: failed.resource,
      at: places.get(failed.resource) ?? `${stack.name}/${failed.resource}`,
      guideline: failed.guideline ?? sourceOf(failed.check_class, summary.checkov_version),
    })),
  };
}

function parsed(stack: SynthesizedStack, text: string): z.output<typeof report> {
  try {
    return report.parse(JSON.parse(text));
  } catch {
    throw new Failure(`checkov gave no report of ${stack.name}: ${text.trim().slice(0, 200)}`);
  }
}

/** The main resource of a construct goes by the construct's name. */
function placeOf({ body }: Block): string | undefined {
  return synthesizedPath(body)?.replace(/\/Resource$/, "");
}

/** Guidelines are not in the package and come from the network; what a check looks at is in its source. */
function sourceOf(checkClass: string, version: string): string {
  const repository = `https://github.com/bridgecrewio/checkov/blob/${version}/`;
  const isCode = checkClass.startsWith("checkov.terraform.checks.");
  return isCode
    ? `${repository}${path.posix.join(...checkClass.split("."))}.py`
    : `${repository}docs/5.Policy%20Index/terraform.md`;
}
