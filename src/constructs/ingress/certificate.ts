import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";

import { constructId } from "../../naming/construct-id";
import type { IHostedZone } from "./hosted-zone";

export interface CertificateProps {
  /** The name that the console shows it by. */
  readonly domain: string;
  /** The further names that it is for. */
  readonly alternativeNames: readonly string[];
  readonly zone: IHostedZone;
}

/**
 * An ACM certificate, validated through records in a Route 53 zone and renewed by AWS for as long as these stay (AWS
 * Certificate Manager User Guide, "Renewal for domains validated by DNS"). With other names it is issued anew before
 * the old one goes.
 *
 * Costs nothing.
 */
export class Certificate extends Construct {
  /** Known only once the certificate is valid, so resources that refer to it wait for that. */
  public readonly arn: string;

  public constructor(scope: Construct, id: string, { domain, alternativeNames, zone }: CertificateProps) {
    super(scope, id);
    const others = [...new Set(alternativeNames)].filter((name) => name !== domain).sort();
    const certificate = new AcmCertificate(this, "Resource", {
      domainName: domain,
      ...(others.length > 0 && { subjectAlternativeNames: others }),
      validationMethod: "DNS",
      lifecycle: { createBeforeDestroy: true },
    });
    const records = provenNames([domain, ...others]).map((name) => this.prove(certificate, name, zone));
    this.arn = new AcmCertificateValidation(this, "validation", {
      certificateArn: certificate.arn,
      validationRecordFqdns: records.map((record) => record.fqdn),
    }).certificateArn;
  }

  private prove(certificate: AcmCertificate, name: string, zone: IHostedZone): Route53Record {
    const options = `${AcmCertificate.tfResourceType}.${certificate.friendlyUniqueId}.domain_validation_options`;
    const option = (attribute: string): string =>
      `\${one([for option in ${options} : option.${attribute} if option.domain_name == "${name}"])}`;
    return new Route53Record(this, `proof-${constructId(name)}`, {
      zoneId: zone.zoneId,
      name: option("resource_record_name"),
      type: option("resource_record_type"),
      records: [option("resource_record_value")],
      ttl: 300,
      allowOverwrite: true, // ACM asks for the same record again in the certificate's successor
    });
  }
}

/** A name and all names below it are proven by one and the same record (AWS Certificate Manager, "DNS validation"). */
function provenNames(names: readonly string[]): string[] {
  return names.filter((name) => !name.startsWith("*.") || !names.includes(name.slice("*.".length)));
}
