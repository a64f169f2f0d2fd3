import { describe, expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import type { EnvironmentInput } from "../../src/config/environment";
import { checkPlatform } from "../../src/config/platform";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { validAccount, validEnvironment } from "../support/platform";

type Service = EnvironmentInput["services"][string];

/** Makes the valid environment with another `api` and `web`. */
function synthesize(changes: { readonly api?: Partial<Service>; readonly web?: Partial<Service> }): EnvironmentStack {
  const { services, ...input } = validEnvironment();
  const changed = Object.fromEntries(
    Object.entries(services).map(([key, service]) => [key, { ...service, ...changes[key as "api" | "web"] }]),
  );
  const { environments, accounts } = checkPlatform({
    accounts: [validAccount()],
    environments: [{ ...input, services: changed }],
  });
  const [config] = environments;
  const [account] = accounts;
  if (!config || !account) throw new Error("there is no environment");
  return new EnvironmentStack(Testing.app(), config, account);
}

describe("a task definition that is too large", () => {
  test("only with what the platform adds is refused when it is rendered, with its size", () => {
    // A collector of traces, a release, and a client of the database with its user's script and RDS's certificates.
    const api: Partial<Service> = {
      memoryMiB: 2048,
      tracing: { percent: 5 },
      release: { command: ["migrate"] },
      environment: { RULES: "x".repeat(22_900) },
    };
    expect(() => synthesize({ api })).toThrow(
      /^environment "shop-test" has 1 problem:\n {2}services\.api: its task definition has 6[5-9]\d{3} bytes, and ECS takes 65536; move what is long in its variables and commands into a file of the image, or to Parameter Store$/,
    );
  });

  test("is counted in bytes, not in characters", () => {
    const web = (text: string): Partial<Service> => ({ environment: { RULES: text.repeat(32_300) } });
    expect(() => synthesize({ web: web("x") })).not.toThrow();
    expect(() => synthesize({ web: web("ü") })).toThrow("services.web: its task definition has 6");
  });
});
