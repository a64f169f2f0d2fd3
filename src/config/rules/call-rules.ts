import type { Environment } from "../environment";
import { didYouMean } from "../did-you-mean";
import type { Problem } from "../problems";

/** A call by name needs a name that leads to tasks which take requests, on a port. */
export function callRules(environment: Environment): Problem[] {
  return Object.entries(environment.services).flatMap(([key, { calls }]) => {
    const path = `services.${key}.calls`;
    if (calls.length > 0 && environment.namespace === "none") {
      const message = 'services have no names where namespace is "none"; set it to "created", or remove this';
      return [{ path, message }];
    }
    return calls.flatMap((callee, index) => {
      const message = wrong(environment, key, callee);
      return message === undefined ? [] : [{ path: `${path}.${index}`, message }];
    });
  });
}

function wrong({ services }: Environment, key: string, callee: string): string | undefined {
  if (callee === key) return "a service is not opened to itself; remove it";
  const service = Object.hasOwn(services, callee) ? services[callee] : undefined;
  if (!service) {
    const others = Object.keys(services).filter((other) => other !== key);
    return `there is no service "${callee}"${didYouMean(callee, others)}; the others are ${others.join(", ") || "none"}`;
  }
  if (service.port === undefined) {
    return `${callee} has no port, and so no name; say on which port its container listens, or remove it`;
  }
  // ECS registers the tasks of every task set, whichever of them CodeDeploy lets requests reach.
  if (service.deployment.kind === "blue-green") {
    return `${callee} is deployed blue-green, and its name leads to new tasks before they are tested and to old ones after; call it through its load balancer, or deploy it rolling`;
  }
  return undefined;
}
