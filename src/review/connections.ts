import { type Connection as AllowedConnection, connectionsIn } from "../terraform-json/connections";
import { blocksOfPlan } from "../terraform-json/planned-configuration";
import type { Plan } from "./plan";

/** What connects from outside of what the plan is about. */
const clients = "clients";

/** Who may connect to a part of the environment, as the planned security groups say, and CloudFront's viewers. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  /** As in `443` or `8000-8100`. */
  readonly ports: readonly string[];
}

/** The connections that carry requests. What a part may reach beyond the environment is none of them. */
export function connectionsOf({ configuration }: Plan): Connection[] {
  const blocks = blocksOfPlan(configuration.root_module.resources, configuration.provider_config);
  const distributions = blocks
    .of("aws_cloudfront_distribution")
    .map(({ path }): Connection => ({ from: clients, to: path.part, ports: ["443"] }));
  const allowed = connectionsIn(blocks, ({ path }) => path.part);
  return [...distributions, ...allowed.flatMap(requests)].filter(({ from, to }) => from !== to);
}

function requests({ from, to, ports }: AllowedConnection): Connection[] {
  return to.group === undefined ? [] : [{ from: from.group === undefined ? clients : from.name, to: to.name, ports }];
}
