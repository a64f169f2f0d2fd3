import { didYouMean } from "../../config/did-you-mean";
import { onceStarted } from "../../terraform-json/first-image";
import { ignoredIn } from "../../terraform/ownership";
import { Failure } from "../failure";
import { References } from "./references";
import type { AddressedBlock, SynthesizedStack } from "./synthesized-stack";

/** An application of an environment, as the synthesized JSON tells it. */
export interface DeclaredService {
  /** The environment's name. */
  readonly environment: string;
  readonly region: string;
  /** What the configuration calls it, and its application's container. */
  readonly key: string;
  /** Name of the ECS cluster. */
  readonly clusterName: string;
  /** Name of the ECS service. */
  readonly serviceName: string;
  /** Family of its task definitions. */
  readonly family: string;
  /** Where its containers write. */
  readonly logGroup: string;
  /** What auto scaling holds it to. @default it is not scaled */
  readonly scaling: Scaling | undefined;
  readonly deployment: DeclaredDeployment;
  /** Whether ECS Exec is configured. */
  readonly exec: "enabled" | "disabled";
  /** The SSM parameter that names its image. @default its image stands elsewhere */
  readonly imageParameter: string | undefined;
  /** Terraform addresses of its security groups. */
  readonly securityGroups: readonly string[];
}

export interface Scaling {
  readonly minTasks: number;
  readonly maxTasks: number;
}

/** How new revisions come to run, and who decides which one. */
export type DeclaredDeployment =
  | {
      readonly kind: "rolling";
      readonly owner: "terraform" | "pipeline";
      /** The share of its tasks that goes on running while ECS replaces them. */
      readonly minimumHealthyPercent: number;
    }
  | { readonly kind: "blue-green"; readonly application: string; readonly group: string };

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
  return new References(stack).resolve(stack.json.output?.[name]?.value as ServiceOutputs[Name] | undefined);
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
  const references = new References(stack);
  const clusterName = clusterOf(stack);
  const imageParameters = new Map(Object.entries(outputOf(stack, "image_parameters") ?? {}));
  const scaling = scalingByService(stack, references);
  const groups = groupsByService(stack, references);
  const services = (stack.json.output?.services?.value ?? {}) as ByService<string>;
  return Object.entries(services).map(([key, reference]) => {
    const service = references.target(reference);
    const serviceName = references.resolve(reference);
    const definition = references.target(service?.body.task_definition)?.body;
    return {
      ...{ environment: stack.name, region: stack.region, key, clusterName, serviceName },
      family: textOf(definition?.family),
      logGroup: logGroupOf(textOf(definition?.container_definitions), key, references),
      scaling: scaling.get(serviceName),
      deployment: groups.get(serviceName) ?? rollingDeployment(service),
      exec: service?.body.enable_execute_command === true ? "enabled" : "disabled",
      imageParameter: imageParameters.get(key),
      securityGroups: securityGroupsOf(service, references),
    };
  });
}

/** @throws Failure for an unknown service, with the nearest known one */
export function findService(stack: SynthesizedStack, key: string): DeclaredService {
  const services = declaredServices(stack);
  const found = services.find((service) => service.key === key);
  if (found) return found;
  const known = services.map((service) => service.key);
  if (known.length === 0) throw new Failure(`${stack.name} has no services; it is not an environment.`);
  throw new Failure(`${stack.name} has no service "${key}"${didYouMean(key, known)} (known: ${known.join(", ")})`);
}

function rollingDeployment(service: AddressedBlock | undefined): DeclaredDeployment {
  return {
    kind: "rolling",
    owner: ignoredIn(service?.body ?? {}).includes("task_definition") ? "pipeline" : "terraform",
    minimumHealthyPercent: Number(service?.body.deployment_minimum_healthy_percent),
  };
}

/** Limits of auto scaling by the name of the ECS service, which is the end of what they are for. */
function scalingByService(stack: SynthesizedStack, references: References): Map<string, Scaling> {
  return new Map(
    stack.resources
      .filter(({ type }) => type === "aws_appautoscaling_target")
      .map(({ body }) => [
        references.resolve(textOf(body.resource_id)).split("/").at(-1) ?? "",
        { minTasks: Number(onceStarted(body.min_capacity)), maxTasks: Number(body.max_capacity) },
      ]),
  );
}

function groupsByService(stack: SynthesizedStack, references: References): Map<string, DeclaredDeployment> {
  return new Map(
    stack.resources
      .filter(({ type }) => type === "aws_codedeploy_deployment_group")
      .map(({ body }) => {
        const { app_name: application, deployment_group_name: group, ecs_service: service } = references.resolve(body);
        const { service_name: name } = service as { service_name: string };
        return [name, { kind: "blue-green", application: textOf(application), group: textOf(group) }];
      }),
  );
}

function logGroupOf(containerDefinitions: string, key: string, references: References): string {
  const containers = JSON.parse(containerDefinitions || "[]") as {
    name: string;
    logConfiguration?: { options?: Record<string, string> };
  }[];
  const application = containers.find(({ name }) => name === key);
  return references.resolve(application?.logConfiguration?.options?.["awslogs-group"] ?? "");
}

function securityGroupsOf(service: AddressedBlock | undefined, references: References): string[] {
  const { security_groups: groups = [] } = (service?.body.network_configuration ?? {}) as {
    security_groups?: unknown[];
  };
  return groups.map((group) => references.target(group)?.address ?? textOf(group));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
