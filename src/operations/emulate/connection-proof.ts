import { DescribeSubnetsCommand, DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";

import { connectionsIn } from "../../terraform-json/connections";
import { awsClient } from "../aws/client";
import { counted } from "../counted";
import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { connectionEnds, type Source } from "./connection-ends";
import { type Expectation, isWithin, type Probe, probesFrom } from "./connection-matrix";
import { runNode } from "./emulator/execution";
import type { RunningTask } from "./running-tasks";

/** Tries every connection from inside; `limit` is the milliseconds after which no answer comes. */
const connect = `
const { connect } = require("node:net");
const tried = input.map(({ address, port, limit }) => new Promise((resolve) => {
  const socket = connect({ host: address, port });
  const end = (outcome) => { socket.destroy(); resolve(outcome); };
  socket.setTimeout(limit, () => end("ETIMEDOUT"));
  socket.once("connect", () => end("connected"));
  socket.once("error", ({ code }) => end(code));
}));
Promise.all(tried).then((outcomes) => console.log(JSON.stringify(outcomes)));`;

/** A connection that is to be made gets more time: the machine may be busy. */
const limits: Readonly<Record<Expectation, number>> = { connects: 10_000, passes: 10_000, "is dropped": 1_000 };

const accepted: Readonly<Record<Expectation, readonly string[]>> = {
  connects: ["connected"],
  passes: ["connected", "ECONNREFUSED"],
  "is dropped": ["ETIMEDOUT"],
};

/**
 * Tries, from inside each task and each load balancer, what the documentation's matrix of connections lists and what it does not.
 *
 * @returns how many were tried, in words
 * @throws Failure with every connection that is not as the matrix says
 */
export async function proveConnections(
  url: string,
  stack: SynthesizedStack,
  tasks: readonly RunningTask[],
): Promise<string> {
  const { sources, targets } = await connectionEnds(url, stack, tasks);
  const connections = connectionsIn(stack.blocks, ({ address }) => address);
  const vpcRange = await rangeAround(sources, stack.region);
  const tried = await Promise.all(
    sources.map((source) => tryAll(url, source, probesFrom(source, targets, connections, vpcRange))),
  );
  const all = tried.flat();
  const wrong = all.filter(({ probe, outcome }) => !accepted[probe.expected].includes(outcome));
  if (wrong.length > 0)
    throw new Failure(["Connections are not as the security groups say:", ...wrong.map(told)].join("\n"));
  const lost = targets.filter(({ addresses }) => addresses.length === 0).map(({ name }) => name);
  const missing = lost.length === 0 ? "" : `; not tried, since nothing runs there: ${lost.join(", ")}`;
  const of = (expected: Expectation): number => all.filter(({ probe }) => probe.expected === expected).length;
  const passing = of("passes") === 0 ? "" : `, ${of("passes")} let through to ports without a listener`;
  return `from ${counted(sources.length, "end")} ${of("connects")} made${passing}, ${of("is dropped")} dropped${missing}`;
}

interface Tried {
  readonly source: string;
  readonly probe: Probe;
  readonly outcome: string;
}

async function tryAll(url: string, { name, place }: Source, probes: readonly Probe[]): Promise<Tried[]> {
  const input = probes.map(({ address, port, expected }) => ({ address, port, limit: limits[expected] }));
  const outcomes = await runNode<string[]>(url, place, connect, input);
  return probes.map((probe, index) => ({ source: name, probe, outcome: outcomes[index] ?? "" }));
}

function told({ source, probe: { target, address, port, expected }, outcome }: Tried): string {
  const became = outcome === "ETIMEDOUT" ? "is dropped" : outcome === "connected" ? "is made" : `ends in ${outcome}`;
  const wanted = expected === "connects" ? "is to be made" : expected === "passes" ? "is to pass" : "is to be dropped";
  return `  ${source} → ${target} (${address}) at ${port} ${wanted}, but ${became}`;
}

/** The range of addresses of the VPC that an end is in. */
async function rangeAround(sources: readonly Source[], region: string): Promise<string> {
  const ec2 = awsClient(EC2Client, region);
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
  const address = sources[0]?.addresses[0] ?? "";
  const subnet = Subnets.find(({ CidrBlock }) => CidrBlock !== undefined && isWithin(address, CidrBlock));
  return Vpcs.find(({ VpcId }) => VpcId === subnet?.VpcId)?.CidrBlock ?? "";
}
