import { describe, expect, test } from "@jest/globals";
import type { Command } from "commander";

import { bootstrapCommand } from "../../src/operations/commands/bootstrap";
import { deployCommand } from "../../src/operations/commands/deploy";
import { destroyCommand } from "../../src/operations/commands/destroy";
import { planCommand } from "../../src/operations/commands/plan";

/** What a command prints about its arguments, without running it. */
async function complaint(command: Command, ...args: string[]): Promise<string> {
  let text = "";
  const write = (more: string): void => {
    text += more;
  };
  command.exitOverride().configureOutput({ writeErr: write, writeOut: write });
  await expect(command.parseAsync(args, { from: "user" })).rejects.toThrow();
  return text;
}

describe("arguments", () => {
  test.each([planCommand, deployCommand, destroyCommand])("an environment is required (%p)", async (command) => {
    expect(await complaint(command())).toContain("missing required argument 'environment'");
  });

  test("a second environment is refused", async () => {
    expect(await complaint(deployCommand(), "shop-staging", "shop-production")).toContain("too many arguments");
  });

  test("an unknown option is refused with the nearest known one", async () => {
    expect(await complaint(deployCommand(), "shop-staging", "--auto-aprove")).toContain("Did you mean --auto-approve?");
  });

  test.each(["0", "-1", "many", "1.5"])("a parallelism of %s is refused", async (number) => {
    expect(await complaint(deployCommand(), "shop-staging", "--parallelism", number)).toContain(
      "Expected a whole number above zero.",
    );
  });

  test.each(["10", "soon", "10 minutes"])("a lock timeout of %s is refused", async (text) => {
    expect(await complaint(planCommand(), "shop-staging", "--lock-timeout", text)).toContain(
      'Expected a duration, as in "90s" or "10m".',
    );
  });

  test.each([planCommand, deployCommand, destroyCommand, bootstrapCommand])(
    "help shows an example (%p)",
    async (command) => {
      expect(await complaint(command(), "--help")).toMatch(/Examples:\n {2}\$ npm run \w+ -- /);
    },
  );
});
