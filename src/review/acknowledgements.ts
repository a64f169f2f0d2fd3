/**
 * The addresses that a pull request's text releases, one a line: `Acknowledge: aws_db_instance.database_EBDE4557`. The
 * address must be written in full, so that an operator releases only what they have read.
 */
export function acknowledgementsIn(text: string): string[] {
  const lines = text.matchAll(/^[ \t>*-]*acknowledge:[ \t]+`?([\w.-]+(?:\["?[^"\]\n]+"?\])?)`?[ \t]*$/gim);
  return [...new Set([...lines].map(([, address = ""]) => address))];
}
