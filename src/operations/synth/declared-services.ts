import { didYouMean } from "../../config/did-you-mean";
import type { Block } from "../../terraform-json/block";
import { keyOf } from "../../terraform-json/construct-path";
import { type Service, serviceOf } from "../../terraform-json/services";
import { Failure } from "../failure";
import type { SynthesizedStack } from "./synthesized-stack";

/** A service with where it is, and what the outputs of its stack say of it. */
export interface DeclaredService extends Service {
  /** The environment's name. */
  readonly environment: string;
  readonly region: string;
  /** The SSM parameter that names its image. @default its image stands elsewhere */
  readonly imageParameter: string | undefined;
}

type ByService<T> = Readonly<Record<string, T>>;

/** The outputs of an environment's stack that tell of its services. */
export interface ServiceOutputs {
  readonly cluster: string;
  readonly services: ByService<string>;
  readonly tasks: ByService<Readonly<Record<string, readonly string[]>>>;
  readonly skipped_releases: ByService<readonly string[]>;
  readonly image_parameters: ByService<string>;
  /** References, since only AWS knows an ARN. */
  readonly secrets: ByService<Readonly<Record<string, string>>>;
}

/** An output, with names in the place of the references to them; `undefined` in a stack that has none. */
export function outputOf<Name extends keyof ServiceOutputs>(
  stack: SynthesizedStack,
  name: Name,
): ServiceOutputs[Name] | undefined {
  return stack.blocks.resolve(stack.json.output?.[name]?.value as ServiceOutputs[Name] | undefined);
}

/** What an output says of one service. */
export function ofService<T>(output: ByService<T> | undefined, service: string): T | undefined {
  return output && Object.hasOwn(output, service) ? output[service] : undefined;
}

/** Name of an environment's ECS cluster. */
export function clusterOf(stack: SynthesizedStack): string {
  return outputOf(stack, "cluster") ?? "";
}

/** Every service of a stack; a foundation has none. */
export function declaredServices(stack: SynthesizedStack): DeclaredService[] {
  return stack.blocks.of("aws_ecs_service").map((block) => declared(block, stack));
}

/** @throws Failure for an unknown service, with the nearest known one */
export function findService(stack: SynthesizedStack, key: string): DeclaredService {
  const services = stack.blocks.of("aws_ecs_service");
  const found = services.find(({ path }) => keyOf(path) === key);
  if (found) return declared(found, stack);
  const known = services.map(({ path }) => keyOf(path));
  if (known.length === 0) throw new Failure(`${stack.name} has no services; it is not an environment.`);
  throw new Failure(`${stack.name} has no service "${key}"${didYouMean(key, known)} (known: ${known.join(", ")})`);
}

function declared(block: Block, stack: SynthesizedStack): DeclaredService {
  const service = serviceOf(block, stack.blocks);
  const parameters = stack.json.output?.image_parameters?.value as ServiceOutputs["image_parameters"] | undefined;
  const imageParameter = stack.blocks.resolve(ofService(parameters, service.key));
  return { ...service, environment: stack.name, region: stack.region, imageParameter };
}
