import { Option } from "commander";

import { duration, positiveInteger } from "../command";
import { noLockTimeout } from "../state/state-lock";

/** What every command takes that has Terraform change something. */
export interface TerraformOptions {
  /** How many resources Terraform works on at a time: AWS's own waits are the time, not the machine. */
  readonly parallelism: number;
  /** As Terraform takes it: `10m`. */
  readonly lockTimeout: string;
}

/** Terraform's own default is 10; most resources only wait for AWS. */
export const defaultParallelism = 50;

export function parallelismOption(): Option {
  return new Option("--parallelism <number>", "resources worked on at a time")
    .argParser(positiveInteger)
    .default(defaultParallelism);
}

export function lockTimeoutOption(): Option {
  return new Option("--lock-timeout <duration>", "how long to wait for a held lock")
    .argParser(duration)
    .default(noLockTimeout);
}
