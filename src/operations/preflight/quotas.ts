import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type Check, type Finding, missing, ok } from "./check";
import { toBeCreated } from "./planned";
import { type AdjustableQuota, type FixedQuota, quotas as knownQuotas } from "./quotas/known-quotas";
import { QuotaReader } from "./quotas/quota-reader";

export const quotas: Check = {
  title: "quotas",
  needs: ["credentials", "state"],
  otherwise: "quotas would be hit",
  run: async ({ stack, state }) => {
    const stored = await state();
    const coming = { stack, creates: toBeCreated(stack, stored) };
    const reader = new QuotaReader(stack.region);
    const asked = knownQuotas.map((quota) => ({ quota, added: quota.added(coming) })).filter(({ added }) => added > 0);
    const uses = await Promise.all(
      asked.map(async ({ quota, added }) => {
        const [used, allowed] = await Promise.all([
          quota.used?.(coming) ?? 0,
          "allowed" in quota ? quota.allowed : reader.value(quota),
        ]);
        return { quota, added, used, allowed };
      }),
    );
    return judgeQuotas(stack, uses);
  },
};

export interface QuotaUse {
  readonly quota: Pick<AdjustableQuota, "name" | "service" | "code" | "region"> | Pick<FixedQuota, "name" | "wayOut">;
  readonly used: number;
  readonly added: number;
  readonly allowed: number;
}

/** Which quotas a deploy would hit. */
export function judgeQuotas({ region }: SynthesizedStack, uses: readonly QuotaUse[]): Finding[] {
  const hit = uses.filter(({ used, added, allowed }) => used + added > allowed);
  const room = uses.length - hit.length;
  return [
    ...hit.map((use) =>
      missing(
        `${use.quota.name}: ${use.used} in use and ${use.added} to come, ${use.allowed} allowed`,
        wayOut(use, region),
      ),
    ),
    ...(room > 0 || hit.length === 0
      ? [ok(room === 0 ? "nothing comes that has one" : `not hit: ${room}; closest: ${closest(uses)}`)]
      : []),
  ];
}

function wayOut({ quota, used, added }: QuotaUse, region: string): string {
  if ("wayOut" in quota) return quota.wayOut(region);
  return `aws service-quotas request-service-quota-increase --service-code ${quota.service} --quota-code ${quota.code} --desired-value ${Math.ceil(used + added)} --region ${quota.region ?? region}`;
}

function closest(uses: readonly QuotaUse[]): string {
  const left = ({ used, added, allowed }: QuotaUse): number => 1 - (used + added) / allowed;
  const [next] = uses.filter((use) => left(use) >= 0).sort((one, other) => left(one) - left(other));
  return next ? `${next.quota.name}, ${next.used + next.added} of ${next.allowed}` : "";
}
