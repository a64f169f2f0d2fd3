import { DataAwsResourcegroupstaggingapiResources } from "@cdktf/provider-aws/lib/data-aws-resourcegroupstaggingapi-resources";
import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";

/** The tag of a service that says whether it waits for its first image. */
export const firstImageTag = { key: "first-image", awaited: "awaited", pushed: "pushed" } as const;

export interface StartedServicesProps {
  readonly clusterName: string;
  readonly location: AwsLocation;
}

/**
 * The ECS services of a cluster that have been started with an image, as their tags say at each plan (Resource Groups
 * Tagging API Reference, "GetResources"). A service that has other tags only is older than this one, and was started. One without
 * any tag is not in the API's answer, as one that another tool created may be: the review blocks a plan that would stop it.
 *
 * Costs nothing.
 */
export class StartedServices extends Construct {
  private readonly data: DataAwsResourcegroupstaggingapiResources;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: StartedServicesProps,
  ) {
    super(scope, id);
    this.data = new DataAwsResourcegroupstaggingapiResources(this, "Resource", {
      resourceTypeFilters: ["ecs:service"],
    });
  }

  /** Terraform's expression for whether a service, by its ECS name, is one of them. */
  public has(serviceName: string): string {
    const { clusterName, location } = this.props;
    const arn = `arn:aws:ecs:${location.region}:${location.account}:service/${clusterName}/${serviceName}`;
    const { key, awaited } = firstImageTag;
    const started = `[for service in ${this.data.fqn}.resource_tag_mapping_list : service.resource_arn if lookup(service.tags, "${key}", "") != "${awaited}"]`;
    return `contains(${started}, "${arn}")`;
  }
}
