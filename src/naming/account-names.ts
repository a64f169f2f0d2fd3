/** The role in which workflows plan all stacks of an account. */
export function planRoleName(account: string): string {
  return `${account}-github-plan`;
}

/** The role in which workflows deploy one environment. */
export function applyRoleName(environment: string): string {
  return `${environment}-github-apply`;
}

/** The role in which people look after the running services of an account. */
export function onCallRoleName(account: string): string {
  return `${account}-on-call`;
}
