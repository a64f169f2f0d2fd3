import { setTimeout as delay } from "node:timers/promises";

import { interruption } from "../interruption";
import { counted } from "../counted";
import { Failure } from "../failure";
import { readContainers, type RunningContainers } from "./emulator/containers";
import { isServed, statusOf } from "./https-request";

/** Milliseconds until every host has to answer: a load balancer asks its targets some times first. */
const patience = 180_000;

/** A name that no environment has. */
const unknownHost = "unknown.example.org";

/**
 * Requests every host of the environment by HTTPS, whose certificate is verified, and a host that no rule knows.
 *
 * @throws Failure when a host does not answer, or the unknown one does
 */
export async function requestHosts(url: string): Promise<string> {
  const deadline = Date.now() + patience;
  let containers = await readContainers(url);
  let problems = await problemsOf(containers);
  while (problems.length > 0 && Date.now() < deadline) {
    await delay(1_000, undefined, { signal: interruption });
    containers = await readContainers(url);
    problems = await problemsOf(containers);
  }
  if (problems.length > 0) throw new Failure([...problems, ...containers.problems].join("\n"));
  return `${counted(containers.hosts.length, "host")} by HTTPS`;
}

async function problemsOf(containers: RunningContainers): Promise<string[]> {
  const problems: string[] = [];
  const listeners = containers.listeners.filter(({ port }) => port === 443);
  for (const { name } of containers.hosts) {
    const answers = await Promise.all(
      listeners.map(({ publishedAt }) => statusOf(publishedAt, name, containers.authority)),
    );
    if (!answers.some(isServed))
      problems.push(`https://${name}/ answers ${answers.join(", ") || "nothing: there is no HTTPS listener"}`);
  }
  for (const { publishedAt } of listeners.filter(({ takesAnyHost }) => !takesAnyHost)) {
    const status = await statusOf(publishedAt, unknownHost, undefined);
    if (status !== 404) problems.push(`https://${unknownHost}/, which no rule knows, answers ${String(status)}`);
  }
  return problems;
}
