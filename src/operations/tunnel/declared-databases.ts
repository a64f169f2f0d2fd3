import { didYouMean } from "../../config/did-you-mean";
import { Failure } from "../failure";
import { type DeclaredService, declaredServices } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Blocks } from "../../terraform-json/blocks";
import { connectionsIn, type Peer, securityGroupsOf } from "../../terraform-json/connections";

/** A database that services of an environment connect to, as the synthesized JSON tells it. */
export interface DeclaredDatabase {
  /** `database` and `proxy` for the environment's own, the identifier for an existing one. */
  readonly name: string;
  readonly kind: "instance" | "proxy" | "cluster";
  /** What RDS calls it. */
  readonly identifier: string;
  /** The services that may connect to it. */
  readonly services: readonly DeclaredService[];
}

/** Every database that some service may connect to. */
export function declaredDatabases(stack: SynthesizedStack): DeclaredDatabase[] {
  const services = declaredServices(stack);
  const mayConnect = connectionTest(stack.blocks);
  return [...ownDatabases(stack.blocks), ...existingClusters(stack.blocks)]
    .map(({ securityGroups, ...database }) => ({
      ...database,
      services: services.filter((service) => mayConnect(service.securityGroups, securityGroups)),
    }))
    .filter((database) => database.services.length > 0);
}

/**
 * @param name which; the only one when there is none
 * @throws Failure for an unknown database, or when there are several to choose from
 */
export function findDatabase(stack: SynthesizedStack, name: string | undefined): DeclaredDatabase {
  const databases = declaredDatabases(stack);
  const known = databases.map((database) => database.name);
  const [only, ...others] = databases;
  if (!only) throw new Failure(`${stack.name} has no database that a service connects to.`);
  if (name === undefined && others.length === 0) return only;
  if (name === undefined) throw new Failure(`${stack.name} has several databases; name one: ${known.join(", ")}`);
  const found = databases.find((database) => database.name === name);
  if (found) return found;
  throw new Failure(`${stack.name} has no database "${name}"${didYouMean(name, known)} (known: ${known.join(", ")})`);
}

/**
 * The service through whose tasks a database is reached.
 *
 * @param key which; the first with ECS Exec when there is none
 * @throws Failure when that one may not connect, or no session reaches its tasks
 */
export function serviceThatReaches({ name, services }: DeclaredDatabase, key: string | undefined): DeclaredService {
  const keys = services.map((service) => service.key).join(", ");
  const found = key === undefined ? services : services.filter((service) => service.key === key);
  if (found.length === 0) throw new Failure(`The service ${key ?? ""} may not connect to ${name} (these may: ${keys})`);
  const open = found.find(({ exec }) => exec === "enabled");
  if (open) return open;
  const [{ environment } = { environment: "" }] = found;
  throw new Failure(
    [
      `No session reaches a service that may connect to ${name}: ECS Exec is disabled for ${found.map((service) => service.key).join(", ")}.`,
      `Say exec: "enabled" (and in writableRootFilesystem why) at one of them in the configuration, then:  npm run deploy -- ${environment}`,
    ].join("\n"),
  );
}

interface Grouped extends Omit<DeclaredDatabase, "services"> {
  /** Addresses of its security groups. */
  readonly securityGroups: readonly string[];
}

const ownTypes = [
  { type: "aws_db_instance", name: "database", kind: "instance", identifier: "identifier" },
  { type: "aws_db_proxy", name: "proxy", kind: "proxy", identifier: "name" },
] as const;

function ownDatabases(blocks: Blocks): Grouped[] {
  return ownTypes.flatMap(({ type, name, kind, identifier }) =>
    blocks.of(type).map((block) => ({
      ...{ name, kind, identifier: String(block.body[identifier]) },
      securityGroups: securityGroupsOf(block, blocks),
    })),
  );
}

/** Clusters are looked up only. */
function existingClusters(blocks: Blocks): Grouped[] {
  return blocks.of("data.aws_rds_clusters").flatMap((block) => {
    const [identifier] = (block.body.filter as { values: string[] }[])[0]?.values ?? [];
    if (identifier === undefined) return [];
    return [{ name: identifier, kind: "cluster", identifier, securityGroups: securityGroupsOf(block, blocks) }];
  });
}

/** Whether members of one of some security groups may connect to members of one of others. */
function connectionTest(blocks: Blocks): (from: readonly string[], to: readonly string[]) => boolean {
  const connections = connectionsIn(blocks, ({ address }) => address);
  const isAmong = (groups: readonly string[], { group }: Peer): boolean =>
    group !== undefined && groups.includes(group);
  return (from, to) => connections.some((one) => isAmong(from, one.from) && isAmong(to, one.to));
}
