import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  NoSuchResourceException,
  ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";

import { awsClient } from "../../aws/client";
import type { AdjustableQuota } from "./known-quotas";

/** What an account is allowed. */
export class QuotaReader {
  private readonly clients = new Map<string, ServiceQuotasClient>();

  constructor(private readonly region: string) {}

  /** The account's own value; AWS's default where it has none of its own. */
  async value({ service, code, region = this.region }: AdjustableQuota): Promise<number> {
    const client = this.clientOf(region);
    const wanted = { ServiceCode: service, QuotaCode: code };
    try {
      return (await client.send(new GetServiceQuotaCommand(wanted))).Quota?.Value ?? Infinity;
    } catch (error) {
      if (!(error instanceof NoSuchResourceException)) throw error;
    }
    return (await client.send(new GetAWSDefaultServiceQuotaCommand(wanted))).Quota?.Value ?? Infinity;
  }

  /** Service Quotas takes few questions in a second: adaptive clients slow down together. */
  private clientOf(region: string): ServiceQuotasClient {
    const client =
      this.clients.get(region) ?? awsClient(ServiceQuotasClient, region, { retryMode: "adaptive", maxAttempts: 8 });
    this.clients.set(region, client);
    return client;
  }
}
