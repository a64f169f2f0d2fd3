import type { Problem } from "./problems";

/** Bytes of a task definition (Amazon ECS, "Service quotas": 64 KiB). */
const mostBytes = 65_536;

/** What is wrong with a service's task definition of that size, if anything is. */
export function tooLargeDefinition(service: string, bytes: number): Problem[] {
  if (bytes <= mostBytes) return [];
  const message = `its task definition has ${bytes} bytes, and ECS takes ${mostBytes}; move what is long in its variables and commands into a file of the image, or to Parameter Store`;
  return [{ path: `services.${service}`, message }];
}
