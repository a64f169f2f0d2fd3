import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";

import type { AwsLocation } from "../constructs/iam/aws-location";
import type { RetainedResources } from "../naming/retained-resources";
import { useProvider } from "../terraform/placement";
import { RetainedAddresses } from "../terraform/retained-addresses";
import { keepStateInS3, type StateProps } from "../terraform/state";
import { requireUniqueAddresses } from "../terraform/unique-addresses";

export interface PlatformStackProps {
  /** What the stack's plans must never destroy unasked, though it may leave the stack. */
  readonly retained: RetainedResources | undefined;
  readonly location: AwsLocation;
  /** The exact release of hashicorp/aws. */
  readonly awsProviderVersion: string;
  readonly state: Omit<StateProps, "key" | "account">;
  /** On every resource that can have tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** From the first release that `.terraform-version` names: 1.11 has write-only arguments, and S3's lock file without a flag. */
const requiredTerraform = ">= 1.11.4, < 2";

/** What every stack of the platform has: one account, one region, one state of its own, tags, and pinned versions. */
export abstract class PlatformStack extends TerraformStack {
  protected readonly location: AwsLocation;
  private readonly providers = new Map<string, AwsProvider>();
  private readonly tags: Readonly<Record<string, string>>;

  protected constructor(scope: Construct, id: string, props: PlatformStackProps) {
    super(scope, id);
    const { location, awsProviderVersion, state, tags, retained } = props;
    this.location = location;
    this.tags = tags;
    keepStateInS3(this, { ...state, key: `${id}.tfstate`, account: location.account });
    this.providers.set(location.region, this.createProvider("aws", location.region));
    this.addOverride("terraform.required_version", requiredTerraform);
    this.addOverride("terraform.required_providers.aws.version", awsProviderVersion);
    requireUniqueAddresses(this);
    if (retained) new RetainedAddresses(this, "retained", retained);
  }

  /** A scope whose resources are in another region, which may be the stack's own. */
  protected scopeIn(region: string, id: string): Construct {
    const scope = new Construct(this, id);
    const provider = this.providers.get(region) ?? this.createProvider(`aws-${region}`, region, region);
    this.providers.set(region, provider);
    useProvider(scope, provider);
    return scope;
  }

  private createProvider(id: string, region: string, alias?: string): AwsProvider {
    return new AwsProvider(this, id, {
      region,
      ...(alias !== undefined && { alias }),
      allowedAccountIds: [this.location.account],
      defaultTags: [{ tags: { ...this.tags, "managed-by": "fargate-platform" } }],
    });
  }
}
