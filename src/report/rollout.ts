import { waitsForImage } from "./components/services";
import { itemsOf } from "./component";
import type { BlueGreenFact, Reading, ServiceFact } from "./facts";

/** What a deployment is judged by. */
export interface Moment {
  readonly services: readonly ServiceFact[];
  readonly blueGreen: Reading<BlueGreenFact>;
  /** Who deploys the environment right now. */
  readonly deploying: string | undefined;
}

/** How far a deployment of a service is. */
export interface Rollout {
  readonly state: "steady" | "moving" | "failed";
  readonly text: string;
}

/** A service is steady once all of its tasks run, its last deployment succeeded, and no deploy runs any more. */
export function rolloutOf(key: string, { services, blueGreen, deploying }: Moment): Rollout {
  const live = services.find((service) => service.key === key)?.live;
  if (!live) return deploying === undefined ? failed("not deployed") : moving(`not there yet; ${deploying} deploys`);
  const deployment = live.deployment ?? itemsOf(blueGreen).find(({ service }) => service === key)?.last;
  const { running, desired, pending, revision } = live;
  if (deploying === undefined && waitsForImage(live)) return { state: "steady", text: "waits for its first image" };
  const tasks = `${running} of ${desired} running${pending > 0 ? `, ${pending} starting` : ""}, ${revision}`;
  if (deploying !== undefined) return moving(`${tasks}; ${deploying} deploys`);
  switch (deployment?.outcome) {
    case "failed":
    case "rolled back":
    case "stopped":
      return failed(
        deployment.reason === undefined ? deployment.outcome : `${deployment.outcome}: ${deployment.reason}`,
      );
    case "in progress":
      return moving(tasks);
    default:
      return running >= desired && pending === 0 ? { state: "steady", text: tasks } : moving(tasks);
  }
}

function moving(text: string): Rollout {
  return { state: "moving", text };
}

function failed(text: string): Rollout {
  return { state: "failed", text };
}
