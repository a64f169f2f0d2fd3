import { own } from "../terraform-json/record";
import { type Export, ExportError } from "./exported-resource";
import { readPulumi } from "./pulumi";
import { readTerraformState } from "./terraform-state";

const howToMake = "make it with: pulumi stack export --file <file>, or terraform state pull > <file>";

/**
 * Reads another tool's export, whichever it is.
 *
 * @throws ExportError for anything else: nothing, something binary, a truncated one, another kind of JSON
 */
export function readExport(content: string): Export {
  const text = content.replace(/^\uFEFF/, "");
  if (text.trim() === "") throw new ExportError(`The export is empty; ${howToMake}`);
  const json = parsed(text);
  if (own(json, "deployment") !== undefined) return readPulumi(json);
  if (own(json, "checkpoint") !== undefined)
    throw new ExportError(`This is a Pulumi checkpoint, not an export; ${howToMake}`);
  if (own(json, "terraform_version") !== undefined && own(json, "format_version") === undefined)
    return readTerraformState(json);
  if (own(json, "format_version") !== undefined)
    throw new ExportError(`This is what terraform show -json printed, not a state; ${howToMake}`);
  if (ofCloudFormation.some((key) => own(json, key) !== undefined)) throw new ExportError(fromCloudFormation);
  throw new ExportError(`This is neither a Pulumi export nor a Terraform state; ${howToMake}`);
}

/** What the AWS CLI's `cloudformation` commands print, templates, and stacks of the CDK. */
const ofCloudFormation = [
  ...["StackResources", "StackResourceSummaries", "StackResourceDetail", "Stacks"],
  ...["AWSTemplateFormatVersion", "TemplateBody", "Resources"],
];

const fromCloudFormation = [
  "This is of CloudFormation, and adopt reads what pulumi stack export and terraform state pull print.",
  "Import the stack's resources into a Terraform state, and adopt that:",
  "  1. Set DeletionPolicy: Retain on each resource of the template, and update the stack, so that deleting it keeps them.",
  '  2. In an empty folder with provider "aws", write an import block for each (PhysicalResourceId tells its id); then run',
  "     terraform plan -generate-config-out=generated.tf, and terraform apply",
  "  3. terraform state pull > <file>, and npm run adopt -- <environment> <file>",
  "Delete the CloudFormation stack when nothing is left to it.",
].join("\n");

function parsed(text: string): unknown {
  // Control characters that no JSON has.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\uFFFD]/.test(text.slice(0, 1000))) throw new ExportError(`The export is not text; ${howToMake}`);
  try {
    return JSON.parse(text);
  } catch {
    const cut = text.trimStart().startsWith("{") ? "The export's JSON is cut off or damaged" : "The export is not JSON";
    throw new ExportError(`${cut}; ${howToMake}`);
  }
}
