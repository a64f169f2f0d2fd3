import { connectionDemands } from "../connections";
import type { Environment } from "../environment";
import { connectionsForApplications, instanceClasses } from "../instance-classes";
import { didYouMean } from "../did-you-mean";
import type { Problem } from "../problems";

/** A database that has no connection left refuses every new client, be it a deployment's new tasks. */
export function connectionRules(environment: Environment): Problem[] {
  const { database } = environment;
  if (!database) return [];
  const demands = connectionDemands(environment);
  if (database.proxy === "created") return demands.length > 0 ? [] : [unusedProxy];
  if (demands.length === 0) return [];
  const instanceClass = instanceClasses.get(database.instanceClass);
  if (!instanceClass) return [unknownClass(database.instanceClass)];
  const wanted = demands.reduce((sum, { connections }) => sum + connections, 0);
  const limit = connectionsForApplications(instanceClass);
  if (wanted <= limit) return [];
  const parts = demands.map(({ text }) => text).join(" + ");
  return [
    {
      path: "database.instanceClass",
      message: `${database.instanceClass} takes ${limit} connections from applications, and ${wanted} may be open at once: ${parts}; lower maxTasks or connectionsPerTask, choose a larger class, or proxy: "created"`,
    },
  ];
}

const unusedProxy: Problem = {
  path: "database.proxy",
  message: "no service uses the database; remove it, or give a service database",
};

function unknownClass(name: string): Problem {
  const known = [...instanceClasses.keys()];
  const families = [...new Set(known.map((one) => one.split(".")[1]))].join(", ");
  return {
    path: "database.instanceClass",
    message: `the memory of ${name} is not known, nor how many connections it takes${didYouMean(name, known)}; choose one of the families ${families}, or add it to src/config/instance-classes.ts`,
  };
}
