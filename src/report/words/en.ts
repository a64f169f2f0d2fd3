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
    days === undefined ? (of === "backups" ? "none" : "never expires") : count(days, "day"),
  expiry: (at: string, days: number | undefined) =>
    days === undefined
      ? timeIn("en-GB")(at)
      : `${timeIn("en-GB")(at)} (${days < 0 ? "expired" : `in ${count(days, "day")}`})`,
  managed: "by this stack",
  notManaged: "existing",

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
    attention: "running, with warnings",
    well: "healthy",
  } satisfies Record<Verdict, string> as Record<Verdict, string>,
  severities: { critical: "critical", warning: "soon", info: "for information" } satisfies Record<
    Severity,
    string
  > as Record<Severity, string>,
  nothingPending: "Nothing is pending.",
  pendingCounts: (critical: number, warning: number, info: number) =>
    critical + warning + info === 0
      ? "Nothing is pending."
      : `Pending: ${critical} critical, ${warning} soon, ${info} for information.`,
  effort: (calls: number, repeated: number, seconds: number) =>
    `Read with ${count(calls, "call")} to AWS${repeated === 0 ? "" : `, ${repeated} of them repeated`}, in ${seconds} s.`,
  unreadable: (reason: string) => `This could not be read (${reason}). The rest of the report is not affected.`,
  notDeployed: "Not deployed yet.",
  wellOf: (well: number, all: number) =>
    well === all ? (all === 1 ? "healthy" : `all ${all} healthy`) : `${well} of ${all} healthy`,
  notRead: "not readable",
  withoutPending: (amount: number) => `${amount} more, with nothing pending`,
  forInformation: (amount: number) => `${amount} for information`,

  totals: {
    columns: ["Component", "Declared", "Deployed", "Healthy"],
    all: "All resources of Terraform",
  },
  pendingColumns: ["", "What", "Why", "Command"],
  commandColumns: ["What", "Command"],

  summary: {
    resources: (deployed: number, declared: number) =>
      `${deployed} of ${count(declared, "declared resource")} are deployed.`,
    absent: (declared: number) => `None of ${count(declared, "declared resource")} is deployed: there is no state yet.`,
    lock: (who: string, since: string, operation: string) =>
      `${who} has held the state lock since ${since} (${operation}): what follows may change at any moment.`,
    services: (well: number, all: number, running: number, desired: number) =>
      `${well} of ${count(all, "service")} healthy, ${running} of ${count(desired, "task")} running.`,
    targets: (healthy: number, all: number) => `${healthy} of ${count(all, "target")} healthy.`,
    alarms: (ringing: number, all: number) => `${ringing} of ${count(all, "alarm")} in state ALARM.`,
    certificate: (domain: string, at: string) => `The next certificate to expire is ${domain}: ${at}.`,
    backups: (name: string, at: string) => `${name} can be restored as it was up to ${at}.`,
    unreadable: (parts: readonly string[]) => `Could not be read: ${parts.join(", ")}.`,
  },
  figures: {
    services: "services healthy",
    tasks: "tasks running",
    targets: "targets healthy",
    alarms: "alarms in ALARM",
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
    certificates: { title: "Certificates", columns: ["Domain", "State", "Expires", "Other names", "Region"] },
    records: { title: "DNS names", columns: ["Name", "Type", "State", "Should point to", "Points to"] },
    secrets: { title: "Secrets", columns: ["Secret", "Service", "State", "Needed keys", "Missing keys", "Changed"] },
    roles: { title: "Roles", columns: ["Role", "State", "Policies", "Last used"] },
    logGroups: { title: "Log groups", columns: ["Log group", "Retention", "Stored"] },
    databases: {
      title: "Databases",
      columns: ["Database", "State", "Managed", "Engine", "Backups kept", "Restorable up to", "Copy of the backups"],
    },
    vaults: { title: "Backup vaults", columns: ["Vault", "Region", "State", "Recovery points of 3 days", "Latest"] },
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
  states: { there: "deployed", missing: "missing" },
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
  recordStates: { missing: "missing", wrong: "points elsewhere", right: "correct" },
  secretStates: {
    filled: "filled",
    empty: "empty",
    incomplete: "incomplete",
    "not JSON": "not a JSON object",
    "to be deleted": "scheduled for deletion",
    unreadable: "not readable",
  } satisfies Record<SecretState | "incomplete", string> as Record<SecretState | "incomplete", string>,
  vaultStates: {
    good: "receives backups",
    warning: "no recent backup",
    critical: "jobs failed",
    quiet: "",
  } satisfies Record<Tone, string> as Record<Tone, string>,
  alarmStates: (state: string) =>
    state === "ALARM" ? "in alarm" : state === "INSUFFICIENT_DATA" ? "insufficient data" : state,

  drift: {
    columns: ["What", "Setting", "Declared", "Live"],
    none: "None in what this report reads: retention of logs, databases, policies of roles, DNS names. A plan finds the rest.",
    some: (amount: number) =>
      `${count(amount, "setting differs", "settings differ")} from the configuration. This report compares retention of logs, databases and policies of roles; a plan finds the rest.`,
  },

  unmanaged: {
    columns: ["Resource", "US dollars a month", "Deleted with"],
    none: "None: all that carries the environment's tags is in its state, or made by a service.",
    notPriced: "not priced",
    noCommand: "no single command; use the console",
    backups: "backups may need it; look at it in the console",
    deploying:
      "A deploy is running: what it has created gets into the stored state later. Repeat the report when it is done.",
  },

  stopped: {
    image: "Push the image, or correct its tag in the parameter.",
    architecture: "The image is for another processor: build it for the service's `architecture`.",
    command: "The image does not have the command, or may not execute it.",
    jsonKey: "Give the secret the key that is named.",
    denied: "Deploy: the execution role lacks a permission that the configuration gives it.",
    unreachable: "The subnet has no way to that AWS service: look at its routes, endpoints and security groups.",
    memory: "It needs more than `memoryMiB`.",
    killed: "It needed more than its memory, or did not stop within `stopTimeoutSeconds` of SIGTERM.",
    containerHealth: "The health check's command fails in the container: run it there (npm run exec).",
    loadBalancerHealth:
      "It listens on another port than `port`, answers the health check's path with another status, or starts slower than `gracePeriodSeconds`.",
    dependency: "A container that others wait for failed: its log says why.",
    exited: "The application ended: its log says why.",
  },
  pending: {
    unmanaged: (dollars: string | undefined) =>
      `It carries the environment's tags, and is not in its state. ${dollars === undefined ? "It is not priced." : `It costs ${dollars} US dollars a month.`}`,
    unrecovered: (amount: number, some: readonly string[]) =>
      `${count(amount, "resource carries", "resources carry")} the environment's tags and ${amount === 1 ? "is" : "are"} not in its state: ${some.join(", ")}${amount > some.length ? ", …" : ""}`,
    absent: "It was never deployed. Check first what a deploy needs, then deploy.",
    unlocked: (who: string, since: string) => `${who} has been deploying since ${since}. Wait for the end.`,
    notInState: (amount: number, some: readonly string[]) =>
      `${count(amount, "declared resource is", "declared resources are")} not deployed: ${some.join(", ")}${amount > some.length ? ", …" : ""}`,
    leftOver: (amount: number, some: readonly string[]) =>
      `${count(amount, "deployed resource is", "deployed resources are")} not in the configuration any more: ${some.join(", ")}${amount > some.length ? ", …" : ""}`,
    tainted: (amount: number, some: readonly string[]) =>
      `A deploy did not finish ${count(amount, "resource")}, which the next one replaces: ${some.join(", ")}${amount > some.length ? ", …" : ""}`,
    unreadable: (reason: string) => `It could not be read: ${reason}`,
    drift: (amount: number) => `${count(amount, "setting differs", "settings differ")} from the configuration.`,
    missing: (what: string) => `The ${what} does not exist.`,
    clusterStatus: (value: string) => `The cluster is ${value}.`,
    firstImage: "It waits for its first image: push it, name it in its parameter, then deploy.",
    tasksMissing: (running: number, desired: number, reason: string | undefined) =>
      `${running} of ${count(desired, "task")} run${because(reason)}`,
    tasksStopped: (amount: number, reason: string) =>
      `All tasks run, but ${count(amount, "task")} stopped recently: ${reason}`,
    deploymentRuns: "A deployment is in progress. Follow it.",
    deploymentEnded: (outcome: string, reason: string | undefined) =>
      `The last deployment: ${outcome}${because(reason)}`,
    loadBalancerState: (value: string) => `The load balancer is ${value}.`,
    targets: (state: string, healthy: number, unhealthy: number, reason: string | undefined) =>
      `${state}: ${healthy} healthy, ${unhealthy} unhealthy${because(reason)}`,
    unproven: (names: readonly string[]) =>
      `The certificate waits for DNS validation of ${names.join(", ") || "its names"}; is the zone delegated?`,
    certificateStatus: (value: string, reason: string | undefined) => `The certificate is ${value}${because(reason)}`,
    expires: (days: number, renewal: string | undefined) =>
      `The certificate expires in ${count(days, "day")} and was not renewed${because(renewal)}`,
    recordMissing: "The record does not exist, so the name does not resolve.",
    recordWrong: (live: string, expected: string) => `It points to ${live} instead of ${expected}.`,
    secretEmpty: (keys: readonly string[]) =>
      keys.length === 0
        ? "The secret is empty."
        : `The secret is empty, so tasks cannot start; it needs ${keys.join(", ")}.`,
    secretNotJson: (keys: readonly string[]) =>
      `The secret is not a JSON object, so tasks cannot start; it needs ${keys.join(", ")}.`,
    secretDeleted: "The secret is scheduled for deletion.",
    secretUnreadable: "Your credentials may not read it, so its keys were not checked.",
    keysMissing: (keys: readonly string[]) => `Tasks cannot start without ${keys.join(", ")}.`,
    noRetention: "Its log events never expire, and their storage costs money.",
    databaseStatus: (value: string) => `The database is ${value}.`,
    noBackups: "It has no backups.",
    backupsStale: (hours: number) => `It can only be restored as it was ${count(hours, "hour")} ago.`,
    replicaMissing: (region: string) => `Its backups are not copied to ${region}.`,
    replicaStale: (region: string, hours: number) =>
      `The copy of its backups in ${region} is ${count(hours, "hour")} old.`,
    backupFailed: (failure: string) => `A backup failed: ${failure}`,
    noRecoveryPoints: "It has received no recovery point for three days.",
    alarm: (reason: string, advice: string) => [`In alarm: ${reason}`, advice].filter(Boolean).join(" "),
    alarmSilent: "Its actions are disabled, so it sends no notifications.",
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
    rollback: (service: string) => `Return ${service} to its previous revision`,
    tunnel: "Connect to the database",
  },
};
