import { describe, expect, test } from "@jest/globals";

import { findOperatorSecret, isFollowed, operatorSecrets } from "../../../src/operations/secrets/operator-secret";
import type { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import { synthesizedStacks } from "../../support/environments";
import { stackOf } from "../support/stack";

const stacks = new Map(synthesizedStacks().map((stack) => [stack.name, stack]));
const stack = (name: string): SynthesizedStack => stacks.get(name) ?? stackOf("none");

describe("the secrets that an operator fills", () => {
  test("are those inside which containers ask for keys", () => {
    expect(operatorSecrets(stack("twiggy-nonprod")).map(({ service, name, keys }) => [service, name, keys])).toEqual([
      ["twiggy-api", "/app/ecs/twiggy-api", ["DATABASE_URL", "JWT_SECRET", "TEMPORAL_ADDRESS"]],
      ["twiggy-dashboard", "/app/ecs/twiggy-dashboard", ["VITE_API_URL"]],
      ["twiggy-shopify", "/app/ecs/twiggy-shopify", ["DATABASE_URL", "SHOPIFY_API_KEY"]],
      ["twiggy-worker", "/app/ecs/twiggy-worker", ["DATABASE_URL", "TEMPORAL_ADDRESS"]],
    ]);
  });

  test("replace tasks by themselves where the environment says so", () => {
    const followed = (environment: string, service: string): boolean =>
      isFollowed(stack(environment), findOperatorSecret(stack(environment), service));
    expect(followed("finance-app-production", "api")).toBe(true);
    expect(followed("twiggy-nonprod", "twiggy-worker")).toBe(false);
  });

  test("are not found for a service that has none, or is not there", () => {
    expect(() => findOperatorSecret(stack("finance-app-staging"), "web")).toThrow(
      "The service web of finance-app-staging has no secret that an operator fills; its configuration declares the keys at secrets.operator. Those that have one: api.",
    );
    expect(() => findOperatorSecret(stack("finance-app-staging"), "apo")).toThrow(
      'finance-app-staging has no service "apo"; did you mean "api"? (known: api, web)',
    );
    expect(operatorSecrets(stackOf("shop-staging"))).toEqual([]);
  });
});
