import { command, npmRun } from "../commands";
import { type Component, type Context, hoursBetween } from "../component";
import type { BackupReplica, DatabaseFact } from "../facts";
import { type Cell, code, nothing, type Pending, status, text, type Tone } from "../model";

// Automated backups are restorable up to some five minutes ago; copies in another region lag a little more.
const staleHours = 2;

const busy = new Set([
  "backing-up",
  "configuring-enhanced-monitoring",
  "maintenance",
  "modifying",
  "upgrading",
  "renaming",
]);

export const databases: Component<DatabaseFact> = {
  id: "databases",
  read: (facts) => facts.databases,
  isThere: ({ live }) => live !== undefined,
  row: (database, context) => {
    const { words } = context;
    const { name, declared, live, replica } = database;
    const managed = text(declared ? words.managed : words.notManaged);
    if (!live)
      return [code(name), status("critical", words.states.missing), managed, nothing, nothing, nothing, nothing];
    return [
      code(name),
      status(toneOfStatus(live.status), live.status),
      managed,
      text([live.engine, live.instanceClass, live.multiAz ? "Multi-AZ" : ""].filter((part) => part !== "").join(", ")),
      text(words.retention(live.backupRetentionDays === 0 ? undefined : live.backupRetentionDays, "backups")),
      live.latestRestorableAt === undefined ? nothing : text(words.time(live.latestRestorableAt)),
      replicaCell(replica, context),
    ];
  },
  pending: (database, context) => {
    const { words, facts } = context;
    const { name, declared, live } = database;
    const critical = (what: string, fix: string): Pending => ({
      severity: "critical",
      subject: name,
      text: what,
      command: fix,
    });
    if (!live) {
      const fix = declared
        ? npmRun("deploy", facts.environment)
        : command("aws rds describe-db-clusters --db-cluster-identifier", name);
      return [critical(words.pending.missing(words.one.databases), fix)];
    }
    const events = command(
      "aws rds describe-events --duration 1440 --source-type",
      declared ? "db-instance" : "db-cluster",
      "--source-identifier",
      name,
    );
    return [
      ...(toneOfStatus(live.status) === "critical"
        ? [critical(words.pending.databaseStatus(live.status), events)]
        : []),
      ...(declared ? backupPending(database, live, critical, context) : []),
    ];
  },
};

function toneOfStatus(value: string): Tone {
  if (value === "available") return "good";
  return busy.has(value) ? "warning" : "critical";
}

function backupPending(
  { replica }: DatabaseFact,
  live: NonNullable<DatabaseFact["live"]>,
  critical: (what: string, fix: string) => Pending,
  { words, facts }: Context,
): Pending[] {
  const deploy = npmRun("deploy", facts.environment);
  const ageOf = (at: string | undefined): number => (at === undefined ? 0 : (hoursBetween(at, facts.readAt) ?? 0));
  if (live.backupRetentionDays === 0) return [critical(words.pending.noBackups, deploy)];
  const age = ageOf(live.latestRestorableAt);
  const replicaAge = ageOf(replica?.live?.latestRestorableAt);
  return [
    ...(age > staleHours
      ? [critical(words.pending.backupsStale(Math.round(age)), npmRun("status", facts.environment))]
      : []),
    ...(replica && !replica.live ? [critical(words.pending.replicaMissing(replica.region), deploy)] : []),
    ...(replica && replicaAge > staleHours
      ? [
          critical(
            words.pending.replicaStale(replica.region, Math.round(replicaAge)),
            command("aws rds describe-db-instance-automated-backups --region", replica.region),
          ),
        ]
      : []),
  ];
}

function replicaCell(replica: BackupReplica | undefined, { words }: Context): Cell {
  if (!replica) return nothing;
  const { region, live } = replica;
  return live ? status("good", `${region}: ${live.status}`) : status("critical", `${region}: ${words.states.missing}`);
}
