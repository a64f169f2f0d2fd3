import type { ResourceChange } from "../change";
import { finding, type Finding, type Rule } from "../finding";
import type { Level } from "../level";
import type { Shown } from "../../terraform-json/shown";
import { covers, type Edge, edgesOf, edgeText, isEveryPort } from "./edges";

/** Ranges so wide that no one organization owns them: they are public. */
function isEverybody(range: Shown): boolean {
  if (typeof range !== "string") return false;
  const [, prefix] = /\/(\d+)$/.exec(range) ?? [];
  return prefix !== undefined && Number(prefix) < (range.includes(":") ? 16 : 8);
}

const webPorts = new Set<Shown>([80, 443]);

/** Edges of the network that open, as who may now reach whom on which port. */
export const openings: Rule = (change, { settled }) => {
  const { type, action, before } = change;
  if (action === "delete" || action === "no-op" || action === "forget") return [];
  const earlier = action === "create" ? [] : edgesOf(type, before);
  return edgesOf(type, settled(change))
    .filter((edge) => !earlier.some((one) => covers(one, edge)))
    .flatMap((edge) => {
      const level = levelOf(edge, change);
      const [was, ...others] = earlier;
      const isOne = was !== undefined && others.length === 0;
      if (level === "routine") return [];
      return [opening(level, edgeText(edge), isOne ? [`${edgeText(was)} → ${edgeText(edge)}`] : [])];
    });
};

function opening(level: Level, what: string, changes: readonly string[]): Finding {
  return finding(level, `opens ${what}`, {
    changes,
    why: level === "review" ? "More can connect than before." : "Anybody on the internet can try.",
    todo: "See that the range and the port are as narrow as they can be.",
  });
}

function levelOf(edge: Edge, { action, path }: ResourceChange): Level {
  const { direction, range, from, to } = edge;
  const isOnePort = from === to && !isEveryPort(edge);
  if (range === undefined) return action === "create" ? "routine" : "review";
  if (!isEverybody(range)) return "review";
  if (direction === "out") return from === 443 && isOnePort ? "routine" : "review";
  const isFrontDoor = path.part.startsWith("loadBalancers.") && webPorts.has(from) && isOnePort;
  return isFrontDoor && action === "create" ? "review" : "dangerous";
}

/** A load balancer that turns to the internet. */
export const facesInternet: Rule = ({ type, action, before, after }) =>
  type === "aws_lb" && action === "replace" && before.internal === true && after.internal === false
    ? [opening("dangerous", "an internal load balancer to the internet", [])]
    : [];
