import { DescribeAvailabilityZonesCommand, EC2Client } from "@aws-sdk/client-ec2";

import { awsClient } from "../aws/client";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type Finding, missing, ok } from "./check";

/** Whether the zones of subnets are there: which letters a region has differs from account to account. */
export async function availabilityZones({ region, resources }: SynthesizedStack): Promise<Finding[]> {
  const wanted = resources.flatMap(({ type, body }) =>
    type === "aws_subnet" && typeof body.availability_zone === "string" ? [body.availability_zone] : [],
  );
  if (wanted.length === 0) return [];
  const { AvailabilityZones = [] } = await awsClient(EC2Client, region).send(new DescribeAvailabilityZonesCommand());
  return [
    judgeZones(
      [...new Set(wanted)],
      AvailabilityZones.map(({ ZoneName = "" }) => ZoneName),
    ),
  ];
}

export function judgeZones(wanted: readonly string[], available: readonly string[]): Finding {
  const absent = wanted.filter((zone) => !available.includes(zone));
  if (absent.length === 0) return ok(`the availability zones ${wanted.join(", ")}`);
  return missing(
    `the account has no availability zone ${absent.join(", ")}; it has ${available.join(", ")}`,
    "Choose other letters in the environment's file (network.zones).",
  );
}
