/** The role in which workflows plan all stacks of an account. */
export function planRoleName(account: string): string {
  return `${account}-github-plan`;
}

/** The role in which workflows deploy one environment. */
export function applyRoleName(environment: string): string {
  return `${environment}-github-apply`;
}
