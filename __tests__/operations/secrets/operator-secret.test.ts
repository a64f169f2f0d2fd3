import { describe, expect, test } from "@jest/globals";

import { findOperatorSecret, isFollowed, operatorSecrets } from "../../../src/operations/secrets/operator-secret";
import type { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import { products } from "../../products";
import { synthesizedStacks } from "../../support/environments";
import { stackOf } from "../support/stack";

const stacks = new Map(synthesizedStacks(products).map((stack) => [stack.name, stack]));
const stack = (name: string): SynthesizedStack => stacks.get(name) ?? stackOf("none");

describe("the secrets that an operator fills", () => {
  test("are those inside which containers ask for keys", () => {
    expect(operatorSecrets(stack("atlas-lab")).map(({ service, name, keys }) => [service, name, keys])).toEqual([
      ["gateway", "atlas/lab/gateway/operator", ["DATABASE_URL", "PARTNER_TOKEN"]],
      ["importer", "atlas/lab/importer/operator", ["DATABASE_URL"]],
    ]);
  });

  test("replace tasks by themselves where the environment says so", () => {
    const followed = (environment: string, service: string): boolean =>
      isFollowed(stack(environment), findOperatorSecret(stack(environment), service));
    expect(followed("shop-production", "api")).toBe(true);
    expect(followed("atlas-lab", "importer")).toBe(false);
  });

  test("are not found for a service that has none, or is not there", () => {
    expect(() => findOperatorSecret(stack("shop-staging"), "web")).toThrow(
      "The service web of shop-staging has no secret that an operator fills; its configuration declares the keys at secrets.operator. Those that have one: api.",
    );
    expect(() => findOperatorSecret(stack("shop-staging"), "apo")).toThrow(
      'shop-staging has no service "apo"; did you mean "api"? (known: api, web)',
    );
    expect(operatorSecrets(stackOf("shop-staging"))).toEqual([]);
  });
});
