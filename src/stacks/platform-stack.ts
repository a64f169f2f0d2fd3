import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

import type { AwsLocation } from "../constructs/iam/aws-location";
import type { KnownAddresses } from "../naming/known-addresses";
import { RetainedAddresses } from "../terraform/retained-addresses";
import { keepStateInS3, type StateProps } from "../terraform/state";
import { requireUniqueAddresses } from "../terraform/unique-addresses";

export interface PlatformStackProps {
  /** What the stack's plans must never destroy unasked, though it may leave the stack. */
  readonly retained: KnownAddresses | undefined;
  readonly location: AwsLocation;
  readonly state: Omit<StateProps, "key" | "account">;
  /** On every resource that can have tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What every stack of the platform has: one account, one region, one state of its own, tags, and pinned versions. */
export abstract class PlatformStack extends TerraformStack {
  protected readonly location: AwsLocation;

  protected constructor(scope: Construct, id: string, { location, state, tags, retained }: PlatformStackProps) {
    super(scope, id);
    this.location = location;
    keepStateInS3(this, { ...state, key: `${id}.tfstate`, account: location.account });
    new AwsProvider(this, "aws", {
      region: location.region,
      allowedAccountIds: [location.account],
      defaultTags: [{ tags: { ...tags, "managed-by": "fargate-platform" } }],
    });
    this.addOverride("terraform.required_version", "~> 1.11.4");
    requireUniqueAddresses(this);
    if (retained) new RetainedAddresses(this, "retained", retained);
  }
}
