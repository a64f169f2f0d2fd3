import { alarmsUrl, clusterUrl, dashboardUrl, databaseUrl, logsInsightsUrl, tracesUrl } from "./console";
import type { Watched } from "./watched";
import { type Row, text } from "./widget";

/** What this is, and where to look further. */
export function header(watched: Watched, page: number, names: readonly string[]): Row[] {
  const { environment, account, region, hosts } = watched;
  const part = names.length > 1 ? ` (${page + 1} of ${names.length})` : "";
  const lines = [
    `# ${environment}${part}`,
    `Account ${account}, ${region}. Terraform makes this page: what is changed here by hand, the next deploy undoes.`,
    linksOf(watched).join(" · "),
    ...(hosts.length > 0 ? [`Hosts: ${hosts.map((host) => `[${host}](https://${host})`).join(" · ")}`] : []),
    ...(names.length > 1 ? [names.map((name) => `[${name}](${dashboardUrl(region, name)})`).join(" · ")] : []),
  ];
  return [[text(lines.join("\n\n"), lines.length + 1)]];
}

function linksOf({ region, cluster, database, tracing }: Watched): string[] {
  return [
    `[services](${clusterUrl(region, cluster)})`,
    `[saved queries](${logsInsightsUrl(region)})`,
    `[alarms](${alarmsUrl(region)})`,
    ...(tracing === "some" ? [`[traces](${tracesUrl(region)})`] : []),
    ...(database ? [`[database](${databaseUrl(region, database.identifier)})`] : []),
  ];
}
