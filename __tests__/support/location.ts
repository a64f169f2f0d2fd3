import type { AwsLocation } from "../../src/constructs/iam/aws-location";

export const location: AwsLocation = { account: "111122223333", region: "us-east-1" };
