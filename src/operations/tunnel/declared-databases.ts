import { didYouMean } from "../../config/did-you-mean";
import { Failure } from "../failure";
import { type DeclaredService, declaredServices } from "../synth/declared-services";
import { References } from "../synth/references";
import type { Block, SynthesizedStack } from "../synth/synthesized-stack";

/** A database that services of an environment connect to, as the synthesized JSON tells it. */
export interface DeclaredDatabase {
  /** `database` and `proxy` for the environment's own, the identifier for somebody else's. */
  readonly name: string;
  readonly kind: "instance" | "proxy" | "cluster";
  /** What RDS calls it. */
  readonly identifier: string;
  /** The services that may connect to it. */
  readonly services: readonly DeclaredService[];
}

/** Every database that some service may connect to. */
export function declaredDatabases(stack: SynthesizedStack): DeclaredDatabase[] {
  const references = new References(stack);
  const services = declaredServices(stack);
  const named = [...ownDatabases(stack, references), ...existingClusters(stack)];
  return named
    .map(({ securityGroups, ...database }) => ({
      ...database,
      services: services.filter((service) => mayConnect(stack, references, service, securityGroups)),
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

const ownTypes: Readonly<Record<string, { name: string; kind: "instance" | "proxy"; identifier: string }>> = {
  aws_db_instance: { name: "database", kind: "instance", identifier: "identifier" },
  aws_db_proxy: { name: "proxy", kind: "proxy", identifier: "name" },
};

function ownDatabases(stack: SynthesizedStack, references: References): Grouped[] {
  return stack.resources.flatMap(({ type, body }) => {
    const own = Object.hasOwn(ownTypes, type) ? ownTypes[type] : undefined;
    if (!own) return [];
    const { vpc_security_group_ids: groups = [] } = body as { vpc_security_group_ids?: unknown[] };
    const securityGroups = groups.flatMap((group) => references.target(group)?.address ?? []);
    return [{ name: own.name, kind: own.kind, identifier: String(body[own.identifier]), securityGroups }];
  });
}

/** Clusters are looked up only; of what is made beside each, its security group goes by the cluster's identifier. */
function existingClusters(stack: SynthesizedStack): Grouped[] {
  return stack.dataSources
    .filter(({ type }) => type === "aws_rds_clusters")
    .flatMap(({ body }) => {
      const [identifier] = (body.filter as { values: string[] }[])[0]?.values ?? [];
      if (identifier === undefined) return [];
      const securityGroups = stack.resources
        .filter(({ type, name }) => {
          return type === "aws_security_group" && name.startsWith(`existing-databases_${identifier}_security-group_`);
        })
        .map(({ address }) => address);
      return [{ name: identifier, kind: "cluster", identifier, securityGroups }];
    });
}

function mayConnect(
  stack: SynthesizedStack,
  references: References,
  { securityGroups: from }: DeclaredService,
  to: readonly string[],
): boolean {
  const isAmong = (groups: readonly string[], reference: unknown): boolean =>
    groups.includes(references.target(reference)?.address ?? "");
  return stack.resources.some(
    ({ type, body }: { type: string; body: Block }) =>
      type === "aws_vpc_security_group_ingress_rule" &&
      isAmong(to, body.security_group_id) &&
      isAmong(from, body.referenced_security_group_id),
  );
}
