import { textOf } from "../../terraform-json/body";
import type { Block } from "../../terraform-json/block";
import type { Blocks } from "../../terraform-json/blocks";

export function interfaceEndpoints(inventory: Blocks): Block[] {
  return inventory.of("aws_vpc_endpoint").filter(({ body }) => body.vpc_endpoint_type === "Interface");
}

/** As AWS names a service after the region: `ecr.api` of `com.amazonaws.us-east-2.ecr.api`. */
export function endpointService({ body }: Pick<Block, "body">): string {
  return (textOf(body.service_name) ?? "").replace(/^(?:[a-z]+\.)*amazonaws\.[^.]+\./, "");
}
