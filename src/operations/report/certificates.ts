import {
  ACMClient,
  type CertificateDetail,
  DescribeCertificateCommand,
  ResourceNotFoundException,
} from "@aws-sdk/client-acm";

import type { CertificateFact } from "../../report/facts";
import { ofEach } from "./batches";
import type { DeployedStack } from "./deployed-stack";
import type { AwsSession } from "./session";

/** Certificates, each in the region that it lies in. */
export function readCertificates(session: AwsSession, deployed: DeployedStack): Promise<CertificateFact[]> {
  return ofEach(deployed.of("aws_acm_certificate"), async (resource) => {
    const domain = deployed.text(resource, "domain_name") ?? resource.name;
    const others = (resource.body.subject_alternative_names ?? []) as readonly string[];
    const [arn] = resource.instances.map((instance) => instance.arn);
    const region = typeof arn === "string" ? (arn.split(":")[3] ?? session.region) : session.region;
    const detail = typeof arn === "string" ? await describe(session.client(ACMClient, region), arn) : undefined;
    return { domain, names: [...new Set([domain, ...others])], region, live: detail && liveOf(detail) };
  });
}

function liveOf(detail: CertificateDetail): CertificateFact["live"] {
  const unproven = (detail.DomainValidationOptions ?? []).filter(
    ({ ValidationStatus }) => ValidationStatus !== undefined && ValidationStatus !== "SUCCESS",
  );
  return {
    status: detail.Status ?? "",
    expiresAt: detail.NotAfter?.toISOString(),
    inUse: (detail.InUseBy ?? []).length > 0,
    renewal: detail.RenewalSummary?.RenewalStatus,
    failure: detail.FailureReason ?? detail.RenewalSummary?.RenewalStatusReason,
    unproven: unproven.flatMap(({ DomainName }) => DomainName ?? []),
  };
}

async function describe(acm: ACMClient, CertificateArn: string): Promise<CertificateDetail | undefined> {
  try {
    return (await acm.send(new DescribeCertificateCommand({ CertificateArn }))).Certificate;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
