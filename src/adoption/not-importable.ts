import { own } from "../terraform-json/record";

const generated = "a value that Terraform makes for itself: a new one is made";

const types: Readonly<Record<string, string>> = {
  aws_acm_certificate_validation: "nothing in AWS: it waits until the certificate is valid",
  aws_appautoscaling_scheduled_action:
    "the provider cannot import it: it is put over the one of the same name, and one of another name goes on beside it",
  aws_ecs_task_definition:
    "a document that is never changed: a new revision is registered beside those that are there, and a service whose revisions a pipeline deploys keeps the one that it runs",
  aws_secretsmanager_secret_version:
    "importing it would write the secret's value into the state: a version with a new value is written, and the value that was current is made current again",
  random_id: generated,
  random_integer: generated,
  random_password: generated,
  random_pet: generated,
  random_string: generated,
  random_uuid: generated,
  terraform_data: "nothing in AWS: it makes another resource anew when what it holds changes",
};

/** The types of which every resource is left alone. */
export const leftAloneTypes: readonly string[] = Object.keys(types);

const writeOnlyParameter =
  "importing it would write the parameter's value into the state: note the value, delete the parameter, adopt, and put the value there again";

/** Why a resource is not imported even though it may exist, and what happens instead; `undefined` for all others. */
export function notImportable(type: string, body: unknown): string | undefined {
  if (type === "aws_ssm_parameter" && own(body, "value_wo") !== undefined) return writeOnlyParameter;
  return own(types, type);
}
