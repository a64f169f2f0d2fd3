import { nestedBlocks } from "../../terraform-json/body";
import { containersIn } from "../../terraform-json/containers";
import { referenceOf } from "../../terraform-json/references";
import { Failure } from "../failure";
import { type ServiceOutputs, findService } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** A secret whose value an operator puts: a JSON object with the keys that a service's containers ask for. */
export interface OperatorSecret {
  /** The service's key. */
  readonly service: string;
  readonly name: string;
  readonly address: string;
  readonly keys: readonly string[];
}

/** Every secret of a stack that an operator fills. */
export function operatorSecrets(stack: SynthesizedStack): OperatorSecret[] {
  const keys = keysByAddress(stack);
  const outputs = (stack.json.output?.secrets?.value ?? {}) as ServiceOutputs["secrets"];
  return Object.entries(outputs).flatMap(([service, secrets]) =>
    Object.values(secrets).flatMap((reference) => {
      const block = stack.blocks.target(reference);
      const declared = block && keys.get(block.address);
      if (!declared) return [];
      const name = stack.blocks.resolve(String(block.body.name));
      return [{ service, name, address: block.address, keys: [...declared].sort() }];
    }),
  );
}

/** @throws Failure for an unknown service, and for one that has no secret to fill */
export function findOperatorSecret(stack: SynthesizedStack, service: string): OperatorSecret {
  findService(stack, service);
  const secrets = operatorSecrets(stack);
  const found = secrets.find((secret) => secret.service === service);
  if (found) return found;
  const others = secrets.map((secret) => secret.service);
  throw new Failure(
    `The service ${service} of ${stack.name} has no secret that an operator fills; its configuration declares the keys at secrets.operator.${others.length === 0 ? "" : ` Those that have one: ${others.join(", ")}.`}`,
  );
}

/** Whether a new value of the secret replaces the service's tasks by itself (ADR 0020). */
export function isFollowed(stack: SynthesizedStack, { address }: OperatorSecret): boolean {
  return stack.resources.some(({ type, body }) => {
    if (type !== "aws_cloudwatch_event_rule") return false;
    const pattern = String(body.event_pattern);
    return pattern.includes("Secret Label Updated") && pattern.includes(`\${${address}.arn}`);
  });
}

/** What containers ask for inside each secret: ECS writes it as the secret's ARN with the key behind it. */
export function keysByAddress(stack: SynthesizedStack): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>();
  const containers = stack.blocks
    .of("aws_ecs_task_definition")
    .flatMap(({ body }) => containersIn(body.container_definitions));
  for (const { valueFrom } of containers.flatMap(({ secrets }) => nestedBlocks(secrets))) {
    const [reference, key = ""] = String(valueFrom).split(":");
    const { address, path } = referenceOf(reference) ?? {};
    if (address !== undefined && path === "arn" && key !== "")
      keys.set(address, (keys.get(address) ?? new Set<string>()).add(key));
  }
  return keys;
}
