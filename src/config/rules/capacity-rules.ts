import type { Environment } from "../environment";
import type { Problem } from "../problems";
import type { Service } from "../service";

/** What ECS refuses of a capacity provider strategy (Amazon ECS, `CapacityProviderStrategyItem`). */
export function capacityRules({ services }: Environment): Problem[] {
  return Object.entries(services).flatMap(([key, { capacity }]) =>
    [...providedTwice(capacity), ...twoBases(capacity), ...noWeight(capacity)].map(({ path, message }) => ({
      path: `services.${key}.capacity${path}`,
      message,
    })),
  );
}

function providedTwice(capacity: Service["capacity"]): Problem[] {
  const providers = capacity.map(({ provider }) => provider);
  return providers.flatMap((provider, index) =>
    providers.indexOf(provider) < index
      ? [{ path: `.${index}.provider`, message: `${provider} is there already; say its weight and base once` }]
      : [],
  );
}

function twoBases(capacity: Service["capacity"]): Problem[] {
  const first = capacity.findIndex(({ base }) => base > 0);
  return capacity.flatMap(({ base }, index) =>
    base > 0 && index > first
      ? [
          {
            path: `.${index}.base`,
            message: `only one provider may have a base, and capacity.${first} has one; remove it`,
          },
        ]
      : [],
  );
}

function noWeight(capacity: Service["capacity"]): Problem[] {
  if (capacity.some(({ weight }) => weight > 0)) return [];
  return [{ path: "", message: "every weight is 0, and ECS wants one above it; raise one" }];
}
