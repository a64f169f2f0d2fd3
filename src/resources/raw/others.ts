import { becomes, comesFrom, gone, less, noWayBack, off, readable } from "../protection";
import { fromStart, type RawProtection, row } from "./row";

const unseen = "Nobody can tell afterwards who did what.";

/** Settings of the audit trail, of queues, and of an API's host. */
export const others: readonly RawProtection[] = [
  fromStart(true, row("aws_cloudtrail", "enable_logging", becomes(false), "blocks", "stops the audit trail", unseen), {
    title: "writes no audit trail",
  }),
  fromStart(
    true,
    row(
      "aws_cloudtrail",
      "enable_log_file_validation",
      off,
      "dangerous",
      "lets the audit trail be changed unnoticed",
      unseen,
    ),
    { level: "review" },
  ),
  row("aws_sqs_queue", "message_retention_seconds", less, "dangerous", "keeps messages for a shorter time", noWayBack),
  row("aws_sqs_queue", "kms_master_key_id", gone, "dangerous", "gives up encryption with its own key", readable),
  // AWS encrypts a new one that does not say.
  fromStart(
    true,
    row("aws_sqs_queue", "sqs_managed_sse_enabled", becomes(false), "dangerous", "is not encrypted", readable),
    { unless: comesFrom("kms_master_key_id") },
  ),
  fromStart(
    "TLS_1_2",
    row(
      "aws_api_gateway_domain_name",
      "security_policy",
      becomes("TLS_1_0"),
      "dangerous",
      "accepts weaker TLS",
      "Clients may then use versions or ciphers of TLS that can be broken.",
    ),
    { title: "accepts old TLS" },
  ),
];
