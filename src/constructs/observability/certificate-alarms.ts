import type { Construct } from "constructs";

import type { Certificate } from "../ingress/certificate";
import { Alarms, type AlarmsProps, type Threshold } from "./alarms";

export interface CertificateAlarmsProps extends AlarmsProps {
  readonly certificate: Certificate;
  readonly daysToExpiry: Threshold;
}

/**
 * Whether AWS has renewed a certificate in time, which it does by itself for as long as its DNS records stay (AWS
 * Certificate Manager, "Supported CloudWatch metrics").
 *
 * Costs money: an alarm on one metric.
 */
export class CertificateAlarms extends Alarms {
  public constructor(scope: Construct, id: string, props: CertificateAlarmsProps) {
    super(scope, id, props);
    const { certificate, daysToExpiry } = props;
    if (daysToExpiry === "none") return;
    this.add("expiry", {
      description: `The certificate ends in ${daysToExpiry} days or less and AWS has not renewed it. In Certificate Manager, see which name is not validated: its CNAME record in the zone is missing, or a CAA record forbids Amazon. Deploying this environment writes the records again.`,
      metric: {
        namespace: "AWS/CertificateManager",
        name: "DaysToExpiry",
        dimensions: { CertificateArn: certificate.arn },
        statistic: "Minimum",
      },
      threshold: { atMost: daysToExpiry },
      periodMinutes: 1440,
      periods: { alarming: 1, of: 1 },
      missingData: "ignore", // of a certificate that has ended nothing is reported any more
    });
  }
}
