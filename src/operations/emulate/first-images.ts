import { DescribeServicesCommand, ECSClient, type Service } from "@aws-sdk/client-ecs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";

import { awsClient } from "../aws/client";
import { chunks } from "../aws/chunks";
import { Failure } from "../failure";
import { imageParameters } from "../preflight/declared-images";
import { type DeclaredService, declaredServices } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/**
 * Does what an operator does who has pushed the first images: names them in their parameters.
 *
 * @returns the services whose images they are
 */
export async function nameFirstImages(stack: SynthesizedStack): Promise<string[]> {
  const ssm = awsClient(SSMClient, stack.region);
  const parameters = imageParameters(stack);
  for (const Name of parameters.values())
    await ssm.send(new PutParameterCommand({ Name, Value: "1.0.0", Overwrite: true }));
  return [...parameters.keys()];
}

/** @throws Failure when a task is wanted of a service that waits for its first image */
export async function checkNoTasks(stack: SynthesizedStack): Promise<void> {
  const waiting = imageParameters(stack);
  const started = (await servicesOf(stack)).filter(
    ([{ key }, { desiredCount = 0 }]) => waiting.has(key) && desiredCount > 0,
  );
  if (started.length === 0) return;
  throw new Failure(`Tasks are started without an image: ${started.map(([{ key }]) => key).join(", ")}`);
}

/**
 * @returns how many tasks run, in words
 * @throws Failure when fewer run than auto scaling holds a service to
 */
export async function checkTasks(stack: SynthesizedStack): Promise<string> {
  const services = await servicesOf(stack);
  const short = services.filter(([{ scaling }, { runningCount = 0 }]) => runningCount < (scaling?.minTasks ?? 0));
  if (short.length > 0) throw new Failure(`Not started: ${short.map(([{ key }]) => key).join(", ")}`);
  return `${services.reduce((sum, [, { runningCount = 0 }]) => sum + runningCount, 0)} run`;
}

async function servicesOf(stack: SynthesizedStack): Promise<[DeclaredService, Service][]> {
  const ecs = awsClient(ECSClient, stack.region);
  const found: [DeclaredService, Service][] = [];
  for (const some of chunks(declaredServices(stack), 10)) {
    const { services = [] } = await ecs.send(
      new DescribeServicesCommand({
        cluster: some[0]?.clusterName,
        services: some.map(({ serviceName }) => serviceName),
      }),
    );
    for (const declared of some)
      found.push([declared, services.find(({ serviceName }) => serviceName === declared.serviceName) ?? {}]);
  }
  return found;
}
