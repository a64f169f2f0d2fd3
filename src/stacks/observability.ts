import { Construct } from "constructs";

import type { Environment } from "../config/environment";
import type { Cluster } from "../constructs/containers/cluster";
import type { PostgresInstance } from "../constructs/database/postgres-instance";
import { SavedQueries } from "../constructs/observability/saved-queries";
import type { Names } from "../naming/names";
import type { Application } from "./application";

export interface ObservabilityProps {
  readonly environment: Environment;
  readonly names: Names;
  readonly cluster: Cluster;
  readonly database: PostgresInstance | undefined;
  readonly applications: ReadonlyMap<string, Application>;
}

/** What people look at who want to know how an environment is doing. */
export class Observability extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ObservabilityProps,
  ) {
    super(scope, id);
    this.saveQueries();
  }

  private saveQueries(): void {
    const { environment, names, cluster, database, applications } = this.props;
    new SavedQueries(this, "queries", {
      folder: environment.name,
      logGroups: {
        services: [...applications.values()].map(({ taskDefinition }) => taskDefinition.logGroup.name),
        "container-insights": [cluster.insightsLogGroup.name],
        "flow-logs": environment.network.kind === "managed" ? [names.of("flowLogGroup")] : [],
        database: database?.logGroupNames ?? [],
        "web-acl": [],
      },
    });
  }
}
