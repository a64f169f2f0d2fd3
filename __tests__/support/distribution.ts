import type { TerraformStack } from "cdktf";

import { Certificate } from "../../src/constructs/ingress/certificate";
import { Distribution, type DistributionProps } from "../../src/constructs/ingress/distribution";
import { PrivateBucket } from "../../src/constructs/storage/private-bucket";

/** A distribution at the path `distribution`, its bucket and certificate beside it. */
export function distribution(stack: TerraformStack, props: Partial<DistributionProps> = {}): Distribution {
  return new Distribution(stack, "distribution", {
    name: "shop-assets",
    host: "assets.shop.com",
    bucket: new PrivateBucket(stack, "bucket", {
      bucketName: "shop-assets",
      onDestroy: "delete",
      oldVersionsExpireDays: 30,
    }),
    certificate: new Certificate(stack, "certificate", {
      domain: "assets.shop.com",
      alternativeNames: [],
      zone: { zoneId: "Z1" },
    }),
    priceClass: "PriceClass_100",
    cacheControl: "public, max-age=31536000, immutable",
    allowedOrigins: ["*"],
    ...props,
  });
}
