/** The role in which people look after the running services of an account. */
export function onCallRoleName(account: string): string {
  return `${account}-on-call`;
}
