import type { Command } from "commander";

import { declaredServices } from "./synth/declared-services";
import { synthesize, synthesizeOne } from "./synth/synthesize";
import { allTasks } from "./task/declared-task";

/**
 * The names that may stand where a command misses its next argument; nothing where there is no choice of names.
 *
 * @throws Failure when the arguments before it are wrong
 */
export async function namesForMissing({ registeredArguments, args }: Command): Promise<string | undefined> {
  const [environment = "", service] = args;
  switch (registeredArguments[args.length]?.name()) {
    case "environment":
    case "account or environment":
      return listed(
        "environments",
        (await synthesize([])).map(({ name }) => name),
      );
    case "service":
      return listed(
        "services",
        declaredServices(await synthesizeOne(environment)).map(({ key }) => key),
      );
    case "task": {
      const tasks = allTasks(await synthesizeOne(environment)).filter((task) => task.service === service);
      return listed(
        "tasks",
        tasks.map(({ name }) => name),
      );
    }
    default:
      return undefined;
  }
}

function listed(title: string, names: readonly string[]): string {
  return `${title}: ${names.length === 0 ? "none" : names.join(", ")}`;
}
