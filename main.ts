import { App } from "cdktf";

import { platform } from "./environments";
import { checkPlatform } from "./src/config/platform";
import { EnvironmentStack } from "./src/stacks/environment-stack";
import { FoundationStack } from "./src/stacks/foundation-stack";

const { accounts, environments } = checkPlatform(platform);
const app = new App();
for (const account of accounts) {
  new FoundationStack(app, account);
  for (const environment of environments.filter((candidate) => candidate.account === account.id))
    new EnvironmentStack(app, environment, account);
}
app.synth();
