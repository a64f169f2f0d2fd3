import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { DescribeParametersCommand, SSMClient, type ParameterMetadata } from "@aws-sdk/client-ssm";

import { awsClient } from "../aws/client";
import { chunks } from "../aws/chunks";
import { managedAddresses } from "../../terraform-json/state";
import { type OperatorSecret, operatorSecrets } from "../secrets/operator-secret";
import { type StoredSecret, missingKeys, readSecret } from "../secrets/stored-secret";
import { previousStage, replaceCommand } from "../secrets/write-secret";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type Check, type Finding, missing, ok, warning } from "./check";

export const secrets: Check = {
  title: "secrets",
  needs: ["credentials", "state"],
  otherwise: "the secrets are not filled",
  run: async ({ stack, state }) => {
    const deployed = new Set(managedAddresses(await state()));
    const client = awsClient(SecretsManagerClient, stack.region);
    const findings = await Promise.all(
      operatorSecrets(stack).map(async (secret) =>
        judgeSecret(stack.name, secret, await readSecret(client, secret.name), deployed),
      ),
    );
    const all = [...findings, ...(await parameters(stack, deployed))];
    return all.length === 0 ? [ok("no service has a secret that an operator fills")] : all;
  },
};

/** Whether a service's containers find every key that they ask for. */
export function judgeSecret(
  environment: string,
  { name, service, keys, address }: OperatorSecret,
  stored: StoredSecret,
  deployed: ReadonlySet<string>,
): Finding {
  const fill = `npm run secrets -- ${environment} ${service}`;
  if (stored.kind === "absent") {
    return deployed.has(address)
      ? missing(`${name} is gone, though the state has it`, `npm run deploy -- ${environment}`)
      : warning(`${name} does not exist yet; the deploy creates it`, `After the deploy:  ${fill}`);
  }
  if (stored.kind === "deleted")
    return missing(`${name} is to be deleted`, `aws secretsmanager restore-secret --secret-id ${name}`);
  if (stored.kind === "filled" && stored.content.kind === "not-an-object") {
    return missing(
      `the value of ${name} is not a JSON object`,
      `${replaceCommand(environment, service)}  # if nobody needs it: it stays readable as ${previousStage} until the secret is written once more`,
    );
  }
  const lacking = missingKeys(stored, keys);
  return lacking.length === 0
    ? ok(`${name}: ${keys.join(", ")}`)
    : missing(`${name} lacks ${lacking.join(", ")}`, fill);
}

/** Encrypted parameters still hold their placeholder as long as they have their first version; no value is read. */
async function parameters(stack: SynthesizedStack, deployed: ReadonlySet<string>): Promise<Finding[]> {
  const names = stack.resources
    .filter(({ type, address, body }) => type === "aws_ssm_parameter" && "value_wo" in body && deployed.has(address))
    .map(({ body }) => String(body.name));
  const client = awsClient(SSMClient, stack.region);
  const findings: Finding[] = [];
  for (const Values of chunks(names, 50)) {
    const ParameterFilters = [{ Key: "Name", Option: "Equals", Values }];
    const { Parameters = [] } = await client.send(new DescribeParametersCommand({ ParameterFilters, MaxResults: 50 }));
    findings.push(...Parameters.map((one) => judgeParameter(one)));
  }
  return findings;
}

/** Without its key named again, Systems Manager takes the account's default one (API Reference, "PutParameter"). */
export function judgeParameter({
  Name,
  Version,
  KeyId,
}: Pick<ParameterMetadata, "Name" | "Version" | "KeyId">): Finding {
  if (Version !== 1) return ok(`the parameter ${Name}`);
  return warning(
    `the parameter ${Name} still holds its placeholder`,
    `aws ssm put-parameter --overwrite --type SecureString --key-id ${KeyId} --name ${Name} --value file:///dev/stdin  # then type it, and Ctrl-D twice`,
  );
}
