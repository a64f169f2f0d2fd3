import type { Deployment, SecretState } from "../facts";
import type { Severity, Tone, Verdict } from "../model";
import { timeIn } from "./time";

const count = (amount: number, one: string, many = `${one}s`): string => `${amount} ${amount === 1 ? one : many}`;
const because = (reason: string | undefined): string => (reason === undefined || reason === "" ? "" : `: ${reason}`);

export const en = {
  language: "en",
  time: timeIn("en-GB"),
  times: (amount: number) => count(amount, "time"),
  waitsForImage: "waits for its first image",
  tasks: (running: number, desired: number) => `${running} of ${desired} running`,
  retention: (days: number | undefined, of?: "backups") =>
    days === undefined ? (of === "backups" ? "none" : "kept for ever") : count(days, "day"),
  expiry: (at: string, days: number | undefined) =>
    days === undefined
      ? timeIn("en-GB")(at)
      : `${timeIn("en-GB")(at)} (${days < 0 ? "over" : `in ${count(days, "day")}`})`,
  managed: "managed here",
  notManaged: "only used",

  headings: {
    report: "Provisioning report",
    summary: "Summary",
    pending: "Pending actions",
    totals: "Totals",
    components: "Components",
    drift: "Drift",
    unmanaged: "Not in the state",
    commands: "Useful commands",
    contents: "Contents",
  },
  facts: { account: "Account", region: "Region", readAt: "As of", dashboard: "Dashboard" },
  verdicts: {
    absent: "not deployed yet",
    deploying: "being deployed",
    critical: "action required",
    attention: "works, with something to look at",
    well: "well",
  } satisfies Record<Verdict, string> as Record<Verdict, string>,
  severities: { critical: "critical", warning: "soon", info: "for information" } satisfies Record<
    Severity,
    string
  > as Record<Severity, string>,
  nothingPending: "Nothing is left to do.",
  pendingCounts: (critical: number, warning: number, info: number) =>
    critical + warning + info === 0
      ? "Nothing is left to do."
      : `Left to do: ${critical} critical, ${warning} soon, ${info} for information.`,
  effort: (calls: number, repeated: number, seconds: number) =>
    `Read with ${count(calls, "call")} to AWS${repeated === 0 ? "" : `, ${repeated} of them repeated`}, in ${seconds} s.`,
  unreadable: (reason: string) => `This could not be read (${reason}). The rest of the report is not concerned.`,
  notDeployed: "Nothing of it is there yet.",
  wellOf: (well: number, all: number) =>
    well === all ? (all === 1 ? "well" : `all ${all} well`) : `${well} of ${all} well`,
  notRead: "not readable",

  totals: {
    columns: ["Component", "Declared", "There", "Well"],
    all: "All resources of Terraform",
  },
  pendingColumns: ["", "What", "Why", "Command"],
  commandColumns: ["What", "Command"],

  summary: {
    resources: (deployed: number, declared: number) =>
      `${deployed} of ${count(declared, "declared resource")} are deployed.`,
    absent: (declared: number) =>
      `Nothing is deployed of ${count(declared, "declared resource")}: there is no state yet.`,
    lock: (who: string, since: string, operation: string) =>
      `${who} holds the lock of its state since ${since} (${operation}): what follows may change at any moment.`,
    services: (well: number, all: number, running: number, desired: number) =>
      `${well} of ${count(all, "service")} run as wanted, with ${running} of ${count(desired, "task")}.`,
    targets: (healthy: number, all: number) => `${healthy} of ${count(all, "target")} healthy.`,
    alarms: (ringing: number, all: number) =>
      ringing === 0 ? `None of ${count(all, "alarm")} is on.` : `${ringing} of ${count(all, "alarm")} are on.`,
    certificate: (domain: string, at: string) => `The certificate that ends first is ${domain}: ${at}.`,
    backups: (name: string, at: string) => `${name} can be restored as it was up to ${at}.`,
    unreadable: (parts: readonly string[]) => `Could not be read: ${parts.join(", ")}.`,
  },
  figures: {
    services: "services well",
    tasks: "tasks running",
    targets: "targets healthy",
    alarms: "alarms on",
    critical: "critical",
    resources: "resources",
  },

  components: {
    clusters: { title: "Clusters", columns: ["Cluster", "State", "Running tasks", "Pending tasks"] },
    services: {
      title: "Services",
      columns: ["Service", "Tasks", "Revision", "Image", "Last deployment", "Stopped tasks"],
    },
    loadBalancers: { title: "Load balancers", columns: ["Load balancer", "State", "Scheme", "DNS name", "Zones"] },
    targetGroups: {
      title: "Target groups",
      columns: ["Target group", "Service", "State", "Healthy", "Unhealthy", "Changing", "Why"],
    },
    certificates: { title: "Certificates", columns: ["Domain", "State", "Ends", "Other names", "Region"] },
    records: { title: "DNS names", columns: ["Name", "Type", "State", "Should point to", "Points to"] },
    secrets: { title: "Secrets", columns: ["Secret", "Service", "State", "Needed keys", "Missing keys", "Changed"] },
    roles: { title: "Roles", columns: ["Role", "State", "Policies", "Last used"] },
    logGroups: { title: "Log groups", columns: ["Log group", "Retention", "Stored"] },
    databases: {
      title: "Databases",
      columns: ["Database", "State", "Managed", "Engine", "Backups kept", "Restorable up to", "Copy of the backups"],
    },
    vaults: { title: "Backup vaults", columns: ["Vault", "Region", "State", "Recovery points of 3 days", "Last one"] },
    alarms: { title: "Alarms", columns: ["Alarm", "State", "Since", "Why"] },
  },
  one: {
    clusters: "cluster",
    services: "service",
    loadBalancers: "load balancer",
    targetGroups: "target group",
    certificates: "certificate",
    secrets: "secret",
    roles: "role",
    logGroups: "log group",
    databases: "database",
    vaults: "vault",
    alarms: "alarm",
  },
  states: { there: "there", missing: "missing" },
  outcomes: {
    succeeded: "succeeded",
    "in progress": "in progress",
    failed: "failed",
    "rolled back": "rolled back",
    stopped: "stopped",
  } satisfies Record<Deployment["outcome"], string> as Record<Deployment["outcome"], string>,
  targetStates: {
    missing: "missing",
    idle: "idle",
    empty: "no targets",
    starting: "starting",
    unhealthy: "none healthy",
    partly: "some unhealthy",
    healthy: "healthy",
  },
  recordStates: { missing: "missing", wrong: "points elsewhere", right: "right" },
  secretStates: {
    filled: "filled",
    empty: "empty",
    incomplete: "incomplete",
    "not JSON": "not a JSON object",
    "to be deleted": "to be deleted",
    unreadable: "not readable",
  } satisfies Record<SecretState | "incomplete", string> as Record<SecretState | "incomplete", string>,
  vaultStates: { good: "fed", warning: "nothing lately", critical: "jobs fail", quiet: "" } satisfies Record<
    Tone,
    string
  > as Record<Tone, string>,
  alarmStates: (state: string) =>
    state === "OK" ? "off" : state === "ALARM" ? "on" : state === "INSUFFICIENT_DATA" ? "not enough data" : state,

  drift: {
    columns: ["What", "Setting", "Declared", "Live"],
    none: "None in what this report reads: retention of logs, databases, policies of roles, DNS names. A plan finds the rest.",
    some: (amount: number) =>
      `${count(amount, "setting differs", "settings differ")} from the configuration. This report compares retention of logs, databases and policies of roles; a plan finds the rest.`,
  },

  unmanaged: {
    columns: ["Resource", "US dollars a month", "Deletes it"],
    none: "None: all that carries the environment's tags is in its state, or made by a service.",
    notPriced: "not priced",
    noCommand: "no single command; use the console",
    backups: "backups may need it; look at it in the console",
    deploying:
      "A deploy is running: what it has created gets into the stored state later. Repeat the report when it is done.",
  },

  pending: {
    unmanaged: (dollars: string | undefined) =>
      `It carries the environment's tags, and is not in its state. ${dollars === undefined ? "It is not priced." : `It costs ${dollars} US dollars a month.`}`,
    unrecovered: (amount: number, some: readonly string[]) =>
      `${count(amount, "resource carries", "resources carry")} the environment's tags and ${amount === 1 ? "is" : "are"} not in its state: ${some.join(", ")}${amount > some.length ? ", …" : ""}`,
    absent: "It was never deployed. Check first what a deploy needs, then deploy.",
    unlocked: (who: string, since: string) => `${who} deploys since ${since}. Wait for it.`,
    notInState: (amount: number, some: readonly string[]) =>
      `${count(amount, "declared resource is", "declared resources are")} not deployed: ${some.join(", ")}${amount > some.length ? ", …" : ""}`,
    leftOver: (amount: number, some: readonly string[]) =>
      `${count(amount, "deployed resource is", "deployed resources are")} not in the configuration any more: ${some.join(", ")}${amount > some.length ? ", …" : ""}`,
    tainted: (amount: number, some: readonly string[]) =>
      `A deploy did not finish ${count(amount, "resource")}, which the next one replaces: ${some.join(", ")}${amount > some.length ? ", …" : ""}`,
    unreadable: (reason: string) => `It could not be read: ${reason}`,
    drift: (amount: number) => `${count(amount, "setting differs", "settings differ")} from the configuration.`,
    missing: (what: string) => `The ${what} is not there.`,
    clusterStatus: (value: string) => `The cluster is ${value}.`,
    firstImage: "It waits for its first image: push it, name it in its parameter, then deploy.",
    tasksMissing: (running: number, desired: number, reason: string | undefined) =>
      `${running} of ${count(desired, "task")} run${because(reason)}`,
    tasksStopped: (amount: number, reason: string) =>
      `All tasks run, but ${count(amount, "task")} stopped lately: ${reason}`,
    deploymentRuns: "A deployment is in progress. Follow it.",
    deploymentEnded: (outcome: string, reason: string | undefined) =>
      `The last deployment: ${outcome}${because(reason)}`,
    loadBalancerState: (value: string) => `The load balancer is ${value}.`,
    targets: (state: string, healthy: number, unhealthy: number, reason: string | undefined) =>
      `${state}: ${healthy} healthy, ${unhealthy} unhealthy${because(reason)}`,
    unproven: (names: readonly string[]) =>
      `The certificate waits for the proof of ${names.join(", ") || "its names"}; is the zone delegated?`,
    certificateStatus: (value: string, reason: string | undefined) => `The certificate is ${value}${because(reason)}`,
    expires: (days: number, renewal: string | undefined) =>
      `The certificate ends in ${count(days, "day")} and was not renewed${because(renewal)}`,
    recordMissing: "There is no such record, so nobody finds the name.",
    recordWrong: (live: string, expected: string) => `It points to ${live} instead of ${expected}.`,
    secretEmpty: (keys: readonly string[]) =>
      keys.length === 0
        ? "The secret is empty."
        : `The secret is empty, so tasks cannot start; it needs ${keys.join(", ")}.`,
    secretNotJson: (keys: readonly string[]) =>
      `The secret is not a JSON object, so tasks cannot start; it needs ${keys.join(", ")}.`,
    secretDeleted: "The secret is about to be deleted.",
    secretUnreadable: "Your credentials may not look into it, so nobody can tell whether its keys are there.",
    keysMissing: (keys: readonly string[]) => `Tasks cannot start without ${keys.join(", ")}.`,
    noRetention: "Its lines are kept for ever, and paid for.",
    databaseStatus: (value: string) => `The database is ${value}.`,
    noBackups: "Nothing backs it up.",
    backupsStale: (hours: number) => `It can only be restored as it was ${count(hours, "hour")} ago.`,
    replicaMissing: (region: string) => `Its backups are not copied to ${region}.`,
    replicaStale: (region: string, hours: number) =>
      `The copy of its backups in ${region} is ${count(hours, "hour")} old.`,
    backupFailed: (failure: string) => `A backup failed: ${failure}`,
    noRecoveryPoints: "Nothing came into it for three days.",
    alarm: (reason: string, advice: string) => [`The alarm is on: ${reason}`, advice].filter(Boolean).join(" "),
    alarmSilent: "Nobody hears of this alarm: its actions are disabled.",
  },

  commands: {
    status: "The short form of this report",
    watch: "Follow a deployment to its end",
    review: "What a deploy would change, and drift in full",
    deploy: "Deploy",
    preflight: "What a deploy needs",
    logs: (service: string) => `Logs of ${service}`,
    exec: (service: string) => `A shell in a task of ${service}`,
    restart: (service: string) => `Restart ${service}`,
    rollback: (service: string) => `Give ${service} its revision before`,
    tunnel: "A way to the database",
  },
};
