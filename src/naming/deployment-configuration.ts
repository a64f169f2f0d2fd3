/** The name of a CodeDeploy deployment configuration, which says how requests move. */
export function deploymentConfigurationName(
  application: string,
  { kind, percent, minutes }: { readonly kind: string; readonly percent: number; readonly minutes: number },
): string {
  return `${application}-${kind}-${percent}-${minutes}`;
}
