import { expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import type { ManagedNetwork } from "../../src/config/network";
import { checkPlatform } from "../../src/config/platform";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { validAccount, validEnvironment } from "../support/platform";
import { Synthesized } from "../support/synthesized";

test("an environment's endpoints are those that it names, closed to other accounts by its choice", () => {
  const { network, ...rest } = validEnvironment();
  const { environments, accounts } = checkPlatform({
    accounts: [validAccount()],
    environments: [
      {
        ...rest,
        network: {
          ...(network as ManagedNetwork),
          interfaceEndpoints: ["ecr.api", "logs"],
          dynamodbEndpoint: "created",
          endpointAccess: "own-account",
        },
      },
    ],
  });
  const [environment] = environments;
  const [account] = accounts;
  if (!environment || !account) throw new Error("there is no environment");
  const endpoints = new Synthesized(new EnvironmentStack(Testing.app(), environment, account)).resources(
    "aws_vpc_endpoint",
  );

  expect(Object.keys(endpoints).sort()).toEqual([
    "endpoints/ecr-api",
    "endpoints/logs",
    "network/dynamodb-endpoint",
    "network/s3-endpoint",
  ]);
  for (const endpoint of Object.values(endpoints)) expect(endpoint.policy).toContain('"aws:PrincipalAccount"');
});
