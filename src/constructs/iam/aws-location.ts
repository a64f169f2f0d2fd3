/** The account and region that something is in, for the ARNs that no resource tells. */
export interface AwsLocation {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}
