/** What was read of one component, or why it could not be read. */
export type Reading<T> =
  { readonly kind: "read"; readonly items: readonly T[] } | { readonly kind: "unreadable"; readonly reason: string };

/** Everything that a report is made of, as it was at one moment. Times are in ISO 8601. */
export interface Facts {
  readonly environment: string;
  readonly accountId: string;
  readonly region: string;
  readonly readAt: string;
  /** Where the console shows the environment's dashboard. */
  readonly dashboard: string | undefined;
  readonly stack: StackFacts;
  readonly clusters: Reading<ClusterFact>;
  readonly services: Reading<ServiceFact>;
  /** Last deployments of the services that CodeDeploy deploys. */
  readonly blueGreen: Reading<BlueGreenFact>;
  readonly loadBalancers: Reading<LoadBalancerFact>;
  readonly targetGroups: Reading<TargetGroupFact>;
  readonly certificates: Reading<CertificateFact>;
  readonly records: Reading<RecordFact>;
  readonly secrets: Reading<SecretFact>;
  readonly roles: Reading<RoleFact>;
  readonly logGroups: Reading<LogGroupFact>;
  readonly databases: Reading<DatabaseFact>;
  readonly vaults: Reading<VaultFact>;
  readonly alarms: Reading<AlarmFact>;
  /** What carries the environment's tags, and is not in its state. */
  readonly unmanaged: Reading<UnmanagedFact>;
  readonly effort: ApiUsage;
}

/** What it took to read the facts. */
export interface ApiUsage {
  readonly calls: number;
  /** Calls that were made again, because AWS was busy. */
  readonly repeated: number;
  readonly seconds: number;
}

/** The configuration beside the state. */
export interface StackFacts {
  readonly declared: number;
  /** How many of its resources the state has; `undefined` while nothing was ever deployed. */
  readonly deployed: number | undefined;
  /** Addresses that the configuration has and the state has not. */
  readonly missing: readonly string[];
  /** Addresses that the state has and the configuration has not. */
  readonly leftOver: readonly string[];
  /** Addresses whose creation or change did not come to its end. */
  readonly tainted: readonly string[];
  readonly lock: { readonly who: string; readonly since: string; readonly operation: string } | undefined;
}

export interface ClusterFact {
  readonly name: string;
  readonly live: { readonly status: string; readonly running: number; readonly pending: number } | undefined;
}

export interface ServiceFact {
  /** What the configuration calls it. */
  readonly key: string;
  readonly name: string;
  readonly deploys: "rolling" | "blue-green";
  /** Whether a session can reach its tasks. */
  readonly exec: "enabled" | "disabled";
  readonly limits: { readonly minTasks: number; readonly maxTasks: number } | undefined;
  readonly live: ServiceLive | undefined;
}

export interface ServiceLive {
  readonly status: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** Family and number of the task definition. */
  readonly revision: string;
  readonly image: string | undefined;
  /** `undefined` where CodeDeploy knows it. */
  readonly deployment: Deployment | undefined;
  readonly stopped: readonly StoppedTasks[];
  /** Target groups that its tasks are registered with now. */
  readonly targetGroups: readonly string[];
}

export type DeploymentOutcome = "succeeded" | "in progress" | "failed" | "rolled back" | "stopped";

export interface Deployment {
  readonly outcome: DeploymentOutcome;
  readonly at: string | undefined;
  readonly reason: string | undefined;
}

/** Tasks that ended for the same reason, other than being told to. */
export interface StoppedTasks {
  readonly reason: string;
  readonly count: number;
  readonly lastAt: string | undefined;
}

export interface BlueGreenFact {
  /** The key of the service. */
  readonly service: string;
  readonly group: string;
  /** `undefined` when nothing was deployed yet. */
  readonly last: (Deployment & { readonly id: string }) | undefined;
}

export interface LoadBalancerFact {
  readonly name: string;
  readonly live:
    { readonly state: string; readonly scheme: string; readonly dnsName: string; readonly zones: number } | undefined;
}

export interface TargetGroupFact {
  readonly name: string;
  /** The key of the service that it belongs to. */
  readonly service: string | undefined;
  readonly live:
    | {
        readonly arn: string;
        readonly healthy: number;
        readonly unhealthy: number;
        /** Targets that are on their way in or out. */
        readonly changing: number;
        /** Why targets are not healthy, in the load balancer's words. */
        readonly reasons: readonly string[];
      }
    | undefined;
}

export interface CertificateFact {
  readonly domain: string;
  readonly names: readonly string[];
  readonly region: string;
  readonly live:
    | {
        readonly status: string;
        readonly expiresAt: string | undefined;
        readonly inUse: boolean;
        readonly renewal: string | undefined;
        readonly failure: string | undefined;
        /** Names that are not proven yet. */
        readonly unproven: readonly string[];
      }
    | undefined;
}

export interface RecordFact {
  readonly name: string;
  readonly type: string;
  /** Where it should point; empty when only a deploy will know. */
  readonly expected: readonly string[];
  /** Where it points; `undefined` when there is no such record. */
  readonly live: readonly string[] | undefined;
}

export type SecretState = "filled" | "empty" | "not JSON" | "to be deleted" | "unreadable";

export interface SecretFact {
  readonly name: string;
  /** The key of the service that it belongs to. */
  readonly service: string | undefined;
  /** Keys that tasks need of it; empty for a secret that Terraform generates. */
  readonly keys: readonly string[];
  readonly live:
    | {
        readonly state: SecretState;
        readonly missingKeys: readonly string[];
        readonly changedAt: string | undefined;
      }
    | undefined;
}

export interface RoleFact {
  readonly name: string;
  /** Names of the policies that the configuration attaches. */
  readonly policies: readonly string[];
  readonly live: { readonly policies: readonly string[]; readonly lastUsedAt: string | undefined } | undefined;
}

export interface LogGroupFact {
  readonly name: string;
  readonly retentionDays: number | undefined;
  readonly live: { readonly retentionDays: number | undefined; readonly storedBytes: number } | undefined;
}

/** What a configuration says of a database, and what RDS says of it. */
export interface DatabaseSettings {
  readonly instanceClass: string;
  readonly backupRetentionDays: number;
  readonly multiAz: boolean;
  readonly deletionProtection: boolean;
}

export interface DatabaseFact {
  readonly name: string;
  /** `undefined` for a database that is used and not managed. */
  readonly declared: DatabaseSettings | undefined;
  readonly live:
    | (DatabaseSettings & {
        readonly status: string;
        readonly engine: string;
        readonly latestRestorableAt: string | undefined;
        readonly pendingChanges: readonly string[];
      })
    | undefined;
  /** Where its backups are copied to. */
  readonly replica: BackupReplica | undefined;
}

export interface BackupReplica {
  readonly region: string;
  readonly live: { readonly status: string; readonly latestRestorableAt: string | undefined } | undefined;
}

export interface VaultFact {
  readonly name: string;
  readonly region: string;
  readonly live:
    | {
        /** How many recovery points of the last days there are. */
        readonly recent: number;
        readonly latestAt: string | undefined;
        readonly failures: readonly string[];
      }
    | undefined;
}

export interface AlarmFact {
  readonly name: string;
  /** Whether it stands for others. */
  readonly composite: boolean;
  readonly live:
    | {
        readonly state: string;
        readonly since: string | undefined;
        readonly reason: string;
        /** What to do about it, in the alarm's own words. */
        readonly advice: string;
        readonly actions: "enabled" | "disabled";
      }
    | undefined;
}

/** A resource with the environment's tags that no state has. */
export interface UnmanagedFact {
  readonly arn: string;
  /** US dollars a month while nothing uses it; `undefined` where that is not known. */
  readonly monthly: number | undefined;
  /** The AWS CLI's command that deletes it; `undefined` where no single one should. */
  readonly deletion: string | undefined;
  readonly backupsMayNeedIt: boolean;
  /** Addresses of its type that the configuration has and the state has not: it may be one of them. */
  readonly mayBe: readonly string[];
}
