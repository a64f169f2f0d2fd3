import { itemsOf } from "../component";
import { deploymentOf, waitsForImage } from "../components/services";
import type { Facts, ServiceFact } from "../facts";
import type { Pending, Report, Verdict } from "../model";
import { en } from "../words/en";
import { visible } from "./escape";

export interface ServiceStatus {
  readonly service: string;
  /** `undefined` when it is not deployed. */
  readonly running: number | undefined;
  readonly desired: number | undefined;
  /** Whether it runs no task since no image was pushed and named. */
  readonly waitsForFirstImage: boolean;
  readonly revision: string | undefined;
  readonly image: string | undefined;
  readonly deployment: string | undefined;
  readonly deployedAt: string | undefined;
  readonly unhealthyTargets: number;
}

/** The short form of a report. */
export interface Status {
  readonly environment: string;
  readonly verdict: Verdict;
  readonly readAt: string;
  readonly services: readonly ServiceStatus[];
  readonly alarms: readonly string[];
  readonly critical: readonly Pending[];
}

export function statusFacts(report: Report, facts: Facts): Status {
  return {
    environment: report.environment,
    verdict: report.verdict,
    readAt: report.readAt,
    services: itemsOf(facts.services).map((service) => serviceStatus(service, facts)),
    alarms: itemsOf(facts.alarms).flatMap(({ name, live }) => (live?.state === "ALARM" ? [name] : [])),
    critical: report.pending.filter(({ severity }) => severity === "critical"),
  };
}

type TableOf = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) => string;

/** A status for a terminal, which shows every name literally. */
export function statusText(report: Report, facts: Facts, table: TableOf): string {
  const { services, alarms, critical } = statusFacts(report, facts);
  const rows = services.map(
    ({ service, running, desired, waitsForFirstImage, revision, image, deployment, deployedAt, unhealthyTargets }) =>
      [
        service,
        running === undefined ? "not deployed" : waitsForFirstImage ? en.waitsForImage : `${running}/${desired ?? 0}`,
        revision?.split(":").at(-1) ?? "",
        image?.split("/").at(-1) ?? "",
        [deployment, deployedAt === undefined ? undefined : en.time(deployedAt)]
          .filter((part) => part !== undefined)
          .join(" "),
        String(unhealthyTargets),
      ].map(visible),
  );
  return [
    visible(report.headline),
    ...(facts.stack.lock
      ? [visible(en.summary.lock(facts.stack.lock.who, facts.stack.lock.since, facts.stack.lock.operation))]
      : []),
    ...(rows.length === 0
      ? []
      : [table(["service", "tasks", "revision", "image", "last deployment", "unhealthy"], rows)]),
    ...alarms.map((name) => `alarm: ${visible(name)}`),
    ...report.unread.map((title) => `not readable: ${title}`),
    ...critical.map(({ subject, text, command }) => `critical: ${visible(subject)}: ${visible(text)}\n  ${command}`),
    visible(report.summary.at(-1) ?? ""),
    `${en.effort(report.effort.calls, report.effort.repeated, report.effort.seconds)} All of it:  npm run report -- ${report.environment}`,
  ].join("\n");
}

function serviceStatus(service: ServiceFact, facts: Facts): ServiceStatus {
  const { key, live } = service;
  const deployment = deploymentOf(service, { facts, words: en });
  const groups = itemsOf(facts.targetGroups).filter((group) => group.service === key);
  return {
    service: key,
    running: live?.running,
    desired: live?.desired,
    waitsForFirstImage: live !== undefined && waitsForImage(live),
    revision: live?.revision,
    image: live?.image,
    deployment: deployment?.outcome,
    deployedAt: deployment?.at,
    unhealthyTargets: groups.reduce((total, group) => total + (group.live?.unhealthy ?? 0), 0),
  };
}
