import { z } from "zod";

import { host, logRetentionDays, wholeNumber } from "./fields";

/**
 * Files that never change below their name, handed out by CloudFront from a bucket that the environment's pipeline fills.
 */
export const staticAssetsSchema = z.strictObject({
  /** As in `assets.example.com`. It gets DNS records and a certificate of its own. */
  host,
  /**
   * Where CloudFront answers from: North America and Europe, all but South America and Oceania, or everywhere.
   * @costs more for bytes from farther away
   * @default "PriceClass_100"
   */
  priceClass: z.enum(["PriceClass_100", "PriceClass_200", "PriceClass_All"]).default("PriceClass_100"),
  /**
   * How long browsers keep a file that was uploaded without a `Cache-Control` of its own.
   * @default "public, max-age=31536000, immutable", since its name holds a hash of its content
   */
  cacheControl: z.string().min(1).default("public, max-age=31536000, immutable"),
  /**
   * Pages whose scripts may read the files, fonts included: `https://www.example.com`.
   * @default every page, since everybody may fetch the files anyway
   */
  allowedOrigins: z
    .array(z.string().regex(/^https:\/\/[a-z0-9.*-]+$/, 'expected an origin, as in "https://www.example.com"'))
    .min(1)
    .optional(),
  /** Days for which a replaced or deleted file can be brought back. @default 30 */
  oldVersionsExpireDays: wholeNumber(1, 3650, "days").default(30),
  /** Days that access logs stay in their bucket. @default 90 */
  logRetentionDays: logRetentionDays.default(90),
});

export type StaticAssets = z.output<typeof staticAssetsSchema>;
