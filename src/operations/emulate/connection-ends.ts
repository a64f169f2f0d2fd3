import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import type { Block } from "../../terraform-json/block";
import { numberOf } from "../../terraform-json/body";
import { securityGroupsOf } from "../../terraform-json/connections";
import { awsClient } from "../aws/client";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { endpointOf } from "../tunnel/database-endpoint";
import { declaredDatabases } from "../tunnel/declared-databases";
import type { End, Target } from "./connection-matrix";
import { type Place, runNode } from "./emulator/execution";
import { nameOf, type RunningTask } from "./running-tasks";

/** One end from which connections are tried. */
export interface Source extends End {
  readonly place: Place;
}

export interface Ends {
  readonly sources: readonly Source[];
  readonly targets: readonly Target[];
}

/** Every address of the emulated AWS's APIs is one and the same, which stands for the internet, too. */
const internet = { name: "internet", answers: [80, 443] };

/** All that opens connections, or that they are opened to: tasks, load balancers, databases and the internet. */
export async function connectionEnds(
  url: string,
  stack: SynthesizedStack,
  tasks: readonly RunningTask[],
): Promise<Ends> {
  const { blocks, region } = stack;
  const [databases, loadBalancers] = [await databasesOf(stack), await loadBalancersOf(stack)];
  const api = `sts.${region}.amazonaws.com`;
  const names = [api, ...[...databases, ...loadBalancers].map(({ host }) => host)];
  const addresses = await resolve(url, tasks, names);
  const at = (host: string): readonly string[] => addresses[host] ?? [];
  // Nothing runs where a database's name is one of AWS's APIs like any other, as an existing cluster's is.
  const ofDatabase = (host: string): string[] => at(host).filter((address) => !at(api).includes(address));
  const ofTasks = tasks.map((task) => ({
    ...{ name: nameOf(task), groups: task.service.securityGroups, addresses: [task.address] },
    ...{ place: { task: task.arn }, answers: portsOf(task) },
  }));
  const endpoints = blocks.of("aws_vpc_endpoint").flatMap((block) => securityGroupsOf(block, blocks));
  const ofLoadBalancers = loadBalancers.map(({ arn, host, ...end }) => ({
    ...{ ...end, addresses: at(host), place: { loadBalancer: arn } },
  }));
  return {
    sources: [...ofTasks, ...ofLoadBalancers],
    targets: [
      ...ofTasks,
      ...ofLoadBalancers,
      ...databases.map(({ host, ...end }) => ({ ...end, addresses: ofDatabase(host) })),
      { ...internet, groups: endpoints, addresses: at(api), isOutside: true },
    ],
  };
}

function portsOf({ running }: RunningTask): number[] {
  return running.flatMap(({ portMappings = [] }) =>
    portMappings.flatMap(({ containerPort, protocol = "tcp" }) =>
      containerPort !== undefined && protocol === "tcp" ? [containerPort] : [],
    ),
  );
}

type Named = Omit<Target, "addresses"> & { readonly host: string };

/** Those that the emulation runs: instances, and clusters that the environment only looks up. */
async function databasesOf(stack: SynthesizedStack): Promise<Named[]> {
  const { blocks, region } = stack;
  const groups = (type: string, isIt: (block: Block) => boolean): string[] =>
    blocks
      .of(type)
      .filter(isIt)
      .flatMap((block) => securityGroupsOf(block, blocks));
  const known = declaredDatabases(stack).filter(({ kind }) => kind !== "proxy");
  return Promise.all(
    known.map(async (database) => {
      const { host, port } = await endpointOf(region, database);
      const { name, kind, identifier } = database;
      const ofIt =
        kind === "instance"
          ? groups("aws_db_instance", ({ body }) => body.identifier === identifier)
          : groups("data.aws_rds_clusters", ({ body }) => JSON.stringify(body.filter).includes(`"${identifier}"`));
      return { name, groups: ofIt, host, answers: [port] };
    }),
  );
}

async function loadBalancersOf({ blocks, region }: SynthesizedStack): Promise<(Named & { readonly arn: string })[]> {
  const elb = awsClient(ElasticLoadBalancingV2Client, region);
  return Promise.all(
    blocks
      .of("aws_lb")
      .filter(({ body }) => (body.load_balancer_type ?? "application") === "application")
      .map(async (block) => {
        const { LoadBalancers: [found] = [] } = await elb.send(
          new DescribeLoadBalancersCommand({ Names: [blocks.text(block.body.name)] }),
        );
        const { LoadBalancerArn: arn = "", DNSName: host = "" } = found ?? {};
        const { Listeners = [] } = await elb.send(new DescribeListenersCommand({ LoadBalancerArn: arn }));
        const answers = Listeners.flatMap(({ Port }) => numberOf(Port) ?? []);
        return { name: block.path.part, groups: securityGroupsOf(block, blocks), arn, host, answers };
      }),
  );
}

const lookUp = `
const { lookup } = require("node:dns/promises");
Promise.all(input.map(async (name) => {
  const found = await lookup(name, { family: 4, all: true }).catch(() => []);
  return [name, found.map(({ address }) => address)];
})).then((found) => console.log(JSON.stringify(Object.fromEntries(found))));`;

/** The addresses of names, as tasks resolve them. */
function resolve(
  url: string,
  [task]: readonly RunningTask[],
  names: readonly string[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  return task ? runNode(url, { task: task.arn }, lookUp, names) : Promise.resolve({});
}
