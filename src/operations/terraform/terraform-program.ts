/** The Terraform that runs, which `TERRAFORM_BINARY_NAME` replaces for cdktf and for these commands alike. */
export function terraformProgram(): string {
  return process.env.TERRAFORM_BINARY_NAME ?? "terraform";
}
