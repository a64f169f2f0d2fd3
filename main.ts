import { App } from "cdktf";

import { platform, retained } from "./environments";
import { foundationName } from "./src/config/account";
import { checkPlatform, environmentsOf } from "./src/config/platform";
import { UserError } from "./src/config/problems";
import { selectStacks } from "./src/config/selection";
import { requireUniqueNames } from "./src/config/unique-names";
import { EnvironmentStack } from "./src/stacks/environment-stack";
import { FoundationStack } from "./src/stacks/foundation-stack";

/** Synthesizes the stacks that are named on the command line, or all. */
function main(names: readonly string[]): void {
  const checked = checkPlatform(platform);
  const { foundations, environments } = selectStacks(checked, names);
  const app = new App();
  for (const account of foundations)
    new FoundationStack(app, account, environmentsOf(checked, account), retained[foundationName(account)]);
  requireUniqueNames(
    environments.map(
      ({ environment, account }) => new EnvironmentStack(app, environment, account, retained[environment.name]),
    ),
  );
  app.synth();
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
