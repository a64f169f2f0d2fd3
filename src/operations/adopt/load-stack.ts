import { z } from "zod";

import type { Attributes } from "../../adoption/exported-resource";
import type { Stack } from "../../adoption/stack";
import { withPlan } from "../plan/plan-json";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** The part of a plan's JSON that says what data sources have read. */
const planSchema = z.object({
  prior_state: z
    .object({
      values: z
        .object({
          root_module: z
            .object({
              resources: z
                .array(z.object({ address: z.string(), mode: z.string(), values: z.record(z.string(), z.unknown()) }))
                .default([]),
            })
            .prefault({}),
        })
        .prefault({}),
    })
    .prefault({}),
});

/** The stack, with what its data sources read now: much that exists is recognized by the network or the zone it is in. */
export async function loadStack(stack: SynthesizedStack, lockTimeout: string): Promise<Stack> {
  return stackWith(stack, await readData(stack, lockTimeout));
}

/** @param data what the data sources have read, by address */
export function stackWith(stack: SynthesizedStack, data: ReadonlyMap<string, Attributes>): Stack {
  return { account: stack.accountId, region: stack.region, resources: stack.resources, data };
}

async function readData(stack: SynthesizedStack, lockTimeout: string): Promise<Map<string, Attributes>> {
  const addresses = stack.dataSources.map(({ address }) => address);
  if (addresses.length === 0) return new Map();
  return withPlan(stack, { lockTimeout, targets: addresses, adopts: true }, ({ json }) => {
    const { resources } = planSchema.parse(JSON.parse(json)).prior_state.values.root_module;
    const read = resources.filter(({ mode }) => mode === "data");
    return Promise.resolve(new Map(read.map(({ address, values }) => [address, values])));
  });
}
