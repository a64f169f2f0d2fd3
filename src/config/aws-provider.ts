import { z } from "zod";

/** The release of the AWS provider that everything here is tested with: the last 5. */
export const testedAwsProvider = "5.100.0";

const expectation = `expected "${testedAwsProvider}", or an exact release of the AWS provider 6 from 6.25.0 on, as in "6.25.0"`;

/** Exact, so that a plan never changes because a provider was released. */
export const awsProviderVersion = z.string(expectation).refine(isSupported, expectation);

function isSupported(version: string): boolean {
  if (version === testedAwsProvider) return true;
  const [, minor] = /^6\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(version) ?? [];
  return Number(minor) >= 25;
}
