/** What is known about a stack's resources that hold data, by Terraform address. */
export interface RetainedResources {
  /** Those that are part of the stack. */
  readonly managed: readonly string[];
  /** Those that have left it on purpose and were kept. */
  readonly forgotten: readonly string[];
}
