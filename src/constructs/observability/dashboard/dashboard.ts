import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";

import { dashboardUrl } from "./console";
import { pagesOf } from "./pages";
import type { Watched } from "./watched";

export interface DashboardProps {
  readonly name: string;
  readonly watched: Watched;
}

/**
 * A CloudWatch dashboard of an environment: traffic, errors, latency, services, database, cost. An environment with
 * more services than one dashboard takes (Amazon CloudWatch User Guide, "CloudWatch service quotas") gets further ones
 * for the rest.
 *
 * Costs money: 3 US dollars a month each, beyond the first three of the account.
 */
export class Dashboard extends Construct {
  /** Where the console shows it. */
  public readonly url: string;

  public constructor(scope: Construct, id: string, { name, watched }: DashboardProps) {
    super(scope, id);
    this.url = dashboardUrl(watched.region, name);
    pagesOf(watched, name).forEach(({ name: dashboardName, widgets }, index) => {
      new CloudwatchDashboard(this, index === 0 ? "Resource" : `page-${index + 1}`, {
        dashboardName,
        dashboardBody: JSON.stringify({ start: "-PT12H", widgets }),
      });
    });
  }
}
