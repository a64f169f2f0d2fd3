import type { MetricId } from "../metric";

/** A load balancer, by the last part of its ARN, as its metrics know it. */
export interface WatchedLoadBalancer {
  readonly key: string;
  readonly arnSuffix: string;
}

export interface WatchedService {
  readonly key: string;
  /** The ECS service's name. */
  readonly name: string;
  readonly vcpus: number;
  readonly memoryGiB: number;
  /** What auto scaling aims at, where it does. */
  readonly aims: {
    readonly cpuPercent?: number | undefined;
    readonly memoryPercent?: number | undefined;
    readonly requestsPerTarget?: number | undefined;
  };
  readonly minTasks: number;
  readonly maxTasks: number;
  readonly logGroupName: string;
  /** Lines of its log that tell of errors. */
  readonly errors: MetricId;
  /** Where requests are counted, by the last parts of the ARNs. @default nowhere */
  readonly ingress?: { readonly loadBalancer: string; readonly targetGroups: readonly string[] } | undefined;
}

export interface WatchedDatabase {
  readonly identifier: string;
  /** @default not known */
  readonly maxConnections?: number | undefined;
  /** The size of its storage, unless RDS may enlarge it by itself. */
  readonly storageGiB?: number | undefined;
  /** Whether it lives on CPU credits. */
  readonly burstable: boolean;
}

/** Everything that a dashboard shows. */
export interface Watched {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly cluster: string;
  readonly hosts: readonly string[];
  readonly loadBalancers: readonly WatchedLoadBalancer[];
  /** The names of web ACLs, as their metrics know them. */
  readonly webAcls: readonly string[];
  readonly services: readonly WatchedService[];
  readonly database?: WatchedDatabase | undefined;
  /** Existing RDS clusters, by identifier. */
  readonly databaseClusters: readonly string[];
  readonly natGateways: readonly { readonly zone: string; readonly id: string }[];
  /** The ARNs of alarms whose state is shown. */
  readonly alarms: readonly string[];
  readonly tracing: "some" | "none";
}
