import { existsSync, readFileSync } from "node:fs";

import { defaultAssumptions } from "../../cost/assumptions";
import { estimate } from "../../cost/estimate";
import { listPrices } from "../cost/list-prices";
import type { DocumentedStack } from "../../documentation/documented-stack";
import { environmentPage } from "../../documentation/environment-page";
import { addressesWithDependencies, retainedFile } from "../retain/retained-file";
import { costSection, monthText } from "./cost-section";
import { pictureFile } from "./dashboard/stack-dashboard";
import { protectedResources } from "../retain/protection";
import type { SynthesizedStack } from "../synth/synthesized-stack";

const folder = "docs/environments";

/** The page about an environment and its picture, by file. */
export async function environmentPages(stack: SynthesizedStack): Promise<[file: string, text: string][]> {
  const { name } = stack;
  const picture = `${name}-architecture.svg`;
  const inventory = `${name}-inventory.md`;
  const { markdown, svg } = await environmentPage(documented(stack, forgottenOf(name)), {
    picture,
    related: [
      ["its dashboard", pictureFile(name).replace(`${folder}/`, "")],
      ...(existsSync(`${folder}/${inventory}`)
        ? [["compared with the inventory that it takes over", inventory] as const]
        : []),
    ],
  });
  return [
    [`${folder}/${name}.md`, markdown],
    [`${folder}/${picture}`, svg],
  ];
}

/** A stack as a page about it needs it. */
export function documented(stack: SynthesizedStack, forgotten: readonly string[]): DocumentedStack {
  const { name, accountId, region, backend, blocks } = stack;
  const priced = estimate(blocks.resources, listPrices, defaultAssumptions);
  const protecting = protectedResources(stack).map(({ address }) => address);
  return {
    ...{ name, account: accountId, region, blocks, forgotten },
    state: { bucket: backend.bucket, key: backend.key },
    cost: { month: monthText(priced), section: costSection(name, priced) },
    kept: {
      protecting,
      addresses: addressesWithDependencies(blocks, ({ address }) => protecting.includes(address)),
    },
  };
}

function forgottenOf(name: string): readonly string[] {
  const known = JSON.parse(readFileSync(retainedFile, "utf8")) as Record<
    string,
    { readonly forgotten: readonly string[] }
  >;
  return Object.hasOwn(known, name) ? (known[name]?.forgotten ?? []) : [];
}
