import { text } from "node:stream/consumers";

import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { Command } from "commander";

import { awsClient } from "../aws/client";
import { callerOf, checkAccount } from "../aws/account-check";
import { examples } from "../command";
import { Failure } from "../failure";
import { askSecretly } from "../secrets/ask";
import { type OperatorSecret, findOperatorSecret, isFollowed } from "../secrets/operator-secret";
import { type SecretValues, checkKey, problemOfValue, readSecretInput } from "../secrets/secret-input";
import { missingKeys, readSecret } from "../secrets/stored-secret";
import { checkWritable, mergeInto } from "../secrets/write-secret";
import { synthesizeOne } from "../synth/synthesize";
import type { SynthesizedStack } from "../synth/synthesized-stack";

interface SecretsOptions {
  readonly all?: true;
  readonly key?: string;
  readonly replace?: true;
}

export function secretsCommand(): Command {
  return new Command("secrets")
    .description(
      "Fill the secret of a service: asks for the keys that have no value yet, without showing what is typed, or reads them from standard input.",
    )
    .argument("<environment>")
    .argument("<service>")
    .option("--all", "ask for every key, also for those that have a value")
    .option("--key <name>", "ask for this key only; what comes from standard input is its value, as it stands")
    .option("--replace", "begin anew where the value is not a JSON object; it stays readable as AWSPREVIOUS")
    .addHelpText(
      "after",
      [
        examples(
          "npm run secrets -- finance-app-staging api",
          "npm run secrets -- finance-app-staging api < api.json",
          "npm run secrets -- finance-app-staging api --key SIGNING_KEY < private-key.pem",
        ),
        "",
        "Standard input is a JSON object, or a line KEY=VALUE for each key. What is not named stays as it is.",
      ].join("\n"),
    )
    .action(async (environment: string, service: string, options: SecretsOptions) => {
      const stack = await synthesizeOne(environment);
      const secret = findOperatorSecret(stack, service);
      if (options.key !== undefined) checkKey(options.key, secret.keys);
      checkAccount(stack, await callerOf(stack.region));
      await fill(stack, secret, options);
    });
}

async function fill(stack: SynthesizedStack, secret: OperatorSecret, options: SecretsOptions): Promise<void> {
  const client = awsClient(SecretsManagerClient, stack.region);
  const known = await readSecret(client, secret.name);
  checkWritable(secret, known, { environment: stack.name, replace: options.replace ?? false });
  const missing = missingKeys(known, secret.keys);
  say(overview(secret, missing));
  const wanted = wantedKeys(secret.keys, missing, options);
  if (process.stdin.isTTY && wanted.length === 0) {
    say("Every key has a value. To set them anew: --all, or --key NAME.");
    return;
  }
  const values = process.stdin.isTTY ? await ask(wanted) : readPiped(await text(process.stdin), secret.keys, options);
  await mergeInto(client, secret.name, known, values);
  say(written(stack, secret, values, missing));
}

function wantedKeys(
  keys: readonly string[],
  missing: readonly string[],
  { all, key }: SecretsOptions,
): readonly string[] {
  if (key !== undefined) return [key];
  return all ? keys : missing;
}

/** Nothing is written before everything is answered: an interruption leaves the secret as it was. */
async function ask(keys: readonly string[]): Promise<SecretValues> {
  const values = new Map<string, string>();
  for (const key of keys) values.set(key, await askSecretly(key));
  return values;
}

/** @throws Failure for whatever cannot be a value */
export function readPiped(input: string, keys: readonly string[], { key }: SecretsOptions): SecretValues {
  if (key === undefined) return readSecretInput(input, keys);
  const value = input.replace(/\r?\n$/, "");
  const problem = problemOfValue(value);
  if (problem !== undefined) throw new Failure(`${key} ${problem}; nothing was written.`);
  return new Map([[key, value]]);
}

function overview({ name, keys }: OperatorSecret, missing: readonly string[]): string {
  const width = Math.max(...keys.map((key) => key.length));
  const lines = keys.map((key) => `  ${key.padEnd(width)}  ${missing.includes(key) ? "missing" : "has a value"}`);
  return [name, ...lines].join("\n");
}

/** What was written, what is still missing, and how running tasks get it. */
export function written(
  stack: SynthesizedStack,
  secret: OperatorSecret,
  values: SecretValues,
  missing: readonly string[],
): string {
  const left = missing.filter((key) => !values.has(key));
  return [
    `Written to ${secret.name}: ${[...values.keys()].join(", ")}.`,
    ...(left.length === 0 ? [] : [`Still missing: ${left.join(", ")}.`]),
    isFollowed(stack, secret)
      ? "Tasks that run get it by themselves, within minutes; a service that never started needs a deploy."
      : `Tasks get it as they start; replace those that run:  npm run restart -- ${stack.name} ${secret.service}`,
  ].join("\n");
}

function say(message: string): void {
  process.stdout.write(`${message}\n`);
}
