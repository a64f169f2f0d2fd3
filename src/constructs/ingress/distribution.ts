import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { Construct } from "constructs";

import type { IGrantable } from "../iam/role";
import type { PrivateBucket } from "../storage/private-bucket";
import type { AliasTarget } from "./alias-records";
import type { Certificate } from "./certificate";

export interface DistributionProps {
  /** What its parts are called in CloudFront, where a name is unique in the account. */
  readonly name: string;
  readonly host: string;
  /** Where the files are. It must hold nothing else. */
  readonly bucket: PrivateBucket;
  /** For the host, and in us-east-1. */
  readonly certificate: Certificate;
  readonly priceClass: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
  /** The `Cache-Control` of files that were uploaded without one. */
  readonly cacheControl: string;
  /** Origins whose scripts may read the files. */
  readonly allowedOrigins: readonly string[];
}

/** AWS's own policy `Managed-CachingOptimized`: it caches by path alone, keeps to `Cache-Control`, and compresses. */
const cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";

const twoYearsInSeconds = 63_072_000;
const aDayInSeconds = 86_400;

/** The one object that Terraform itself keeps in the bucket. */
export const notFoundPage = "not-found.txt";

/**
 * A CloudFront distribution that serves the files of a bucket, which answers to it alone (CloudFront Developer
 * Guide, "Restrict access to an Amazon S3 origin").
 *
 *     browser ── TLS 1.2, HTTP/2 and 3 ──► CloudFront ── signed request ──► bucket
 *             ◄── security headers, compressed ──┘  └─ anything else ──► 404
 *
 * Costs money by the gigabyte and by the ten thousand requests; the first terabyte a month is free.
 */
export class Distribution extends Construct implements AliasTarget {
  public readonly resource: CloudfrontDistribution;
  public readonly speaksIpv6 = true;
  /** CloudFront has none that Route 53 could ask for. */
  public readonly evaluateTargetHealth = false;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: DistributionProps,
  ) {
    super(scope, id);
    this.createNotFoundPage();
    this.resource = this.createDistribution(this.createAccessControl(), this.createHeaders());
    this.openBucket();
  }

  public get dnsName(): string {
    return this.resource.domainName;
  }

  public get zoneId(): string {
    return this.resource.hostedZoneId;
  }

  /** Grants uploads of files and invalidations in CloudFront, but no deletions. */
  public grantUpload(grantee: IGrantable): void {
    const { arn } = this.props.bucket.resource;
    grantee.grant({ sid: "ListAssets", actions: ["s3:ListBucket"], resources: [arn] });
    grantee.grant({
      sid: "UploadAssets",
      actions: ["s3:AbortMultipartUpload", "s3:PutObject"],
      resources: [`${arn}/*`],
    });
    grantee.grant({
      sid: "InvalidateAssets",
      actions: ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"],
      resources: [this.resource.arn],
    });
  }

  /** S3 answers 403 for a missing object without permission to list, and CloudFront gives another status only with a page. */
  private createNotFoundPage(): void {
    new S3Object(this, "not-found-page", {
      bucket: this.props.bucket.resource.bucket,
      key: notFoundPage,
      content: "Not found\n",
      contentType: "text/plain",
      cacheControl: "no-store",
      dependsOn: [this.props.bucket.versioning],
    });
  }

  private createAccessControl(): CloudfrontOriginAccessControl {
    return new CloudfrontOriginAccessControl(this, "access-control", {
      name: this.props.name,
      description: `CloudFront signs what it asks of the bucket of ${this.props.host}`,
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
  }

  private createHeaders(): CloudfrontResponseHeadersPolicy {
    const { name, host, cacheControl, allowedOrigins } = this.props;
    return new CloudfrontResponseHeadersPolicy(this, "headers", {
      name,
      comment: `Headers of ${host}`,
      securityHeadersConfig: {
        strictTransportSecurity: {
          accessControlMaxAgeSec: twoYearsInSeconds,
          includeSubdomains: true,
          preload: true,
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: "DENY", override: true },
        referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: true },
        // For what a browser opens as a document: an uploaded SVG or HTML file runs no script under this host.
        contentSecurityPolicy: {
          contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
          override: true,
        },
      },
      corsConfig: {
        accessControlAllowCredentials: false,
        accessControlAllowHeaders: { items: ["*"] },
        accessControlAllowMethods: { items: ["GET", "HEAD"] },
        accessControlAllowOrigins: { items: [...allowedOrigins] },
        accessControlMaxAgeSec: aDayInSeconds,
        originOverride: true,
      },
      customHeadersConfig: {
        items: [
          { header: "Cache-Control", value: cacheControl, override: false },
          { header: "Cross-Origin-Resource-Policy", value: "cross-origin", override: true },
        ],
      },
    });
  }

  private createDistribution(
    accessControl: CloudfrontOriginAccessControl,
    headers: CloudfrontResponseHeadersPolicy,
  ): CloudfrontDistribution {
    const { host, bucket, certificate, priceClass } = this.props;
    return new CloudfrontDistribution(this, "Resource", {
      comment: host,
      enabled: true,
      aliases: [host],
      httpVersion: "http2and3",
      isIpv6Enabled: true,
      priceClass,
      origin: [
        {
          originId: "bucket",
          domainName: bucket.resource.bucketRegionalDomainName,
          originAccessControlId: accessControl.id,
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: "bucket",
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: cachingOptimized,
        responseHeadersPolicyId: headers.id,
        compress: true,
      },
      customErrorResponse: [
        // Shortly, since a file may be asked for just before it is uploaded.
        { errorCode: 403, responseCode: 404, responsePagePath: `/${notFoundPage}`, errorCachingMinTtl: 10 },
      ],
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: {
        acmCertificateArn: certificate.arn,
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      },
    });
  }

  private openBucket(): void {
    const { bucket } = this.props;
    bucket.allow({
      sid: "DistributionReads",
      actions: ["s3:GetObject"],
      resources: [`${bucket.resource.arn}/*`],
      principals: { Service: "cloudfront.amazonaws.com" },
      conditions: { StringEquals: { "aws:SourceArn": this.resource.arn } },
    });
  }
}
