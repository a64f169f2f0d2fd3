/* Addresses of pages of AWS's console. */

function cloudWatch(region: string, page: string): string {
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#${page}`;
}

export function dashboardUrl(region: string, name: string): string {
  return cloudWatch(region, `dashboards/dashboard/${name}`);
}

export function logsInsightsUrl(region: string): string {
  return cloudWatch(region, "logsV2:logs-insights");
}

export function alarmsUrl(region: string): string {
  return cloudWatch(region, "alarmsV2:");
}

export function tracesUrl(region: string): string {
  return cloudWatch(region, "xray:traces/query");
}

export function clusterUrl(region: string, cluster: string): string {
  return `https://${region}.console.aws.amazon.com/ecs/v2/clusters/${cluster}/services?region=${region}`;
}

export function databaseUrl(region: string, identifier: string): string {
  return `https://${region}.console.aws.amazon.com/rds/home?region=${region}#database:id=${identifier}`;
}
