import { type Use, use } from "./use";

const dangerous = (by: Use["by"], of: string, named: readonly string[], then: string): Use =>
  use(by, of, named, { level: "dangerous", then });

/** Where something is written or sent that is not there any more. */
export const others: readonly Use[] = [
  ...["aws_cloudwatch_composite_alarm", "aws_cloudwatch_metric_alarm"].map((type) =>
    dangerous([type, "alarm_actions"], "aws_sns_topic", ["arn"], "its alarms notify no subscriber"),
  ),
  ...["aws_cloudwatch_log_group", "aws_lambda_function", "aws_sfn_state_machine", "aws_sns_topic", "aws_sqs_queue"].map(
    (type) => dangerous(["aws_cloudwatch_event_target", "arn"], type, ["arn"], "its events get lost"),
  ),
  dangerous(["aws_flow_log", "log_destination"], "aws_cloudwatch_log_group", ["arn"], "its records get lost"),
  dangerous(["aws_lb", "access_logs.bucket"], "aws_s3_bucket", ["id"], "its access log gets lost"),
  dangerous(["aws_cloudtrail", "s3_bucket_name"], "aws_s3_bucket", ["id"], "the audit trail gets lost"),
  dangerous(["aws_backup_plan", "rule.target_vault_name"], "aws_backup_vault", ["name"], "no backup is made any more"),
  dangerous(["aws_lambda_function", "role"], "aws_iam_role", ["arn"], "the function may do nothing any more"),
];
