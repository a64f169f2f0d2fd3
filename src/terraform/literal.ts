/**
 * Text that Terraform takes as it is, though it may look like a template: `${HOME}` stays `${HOME}`. References that
 * cdktf has put into the text stay references.
 */
export function literal(text: string): string {
  return text.replaceAll(/\$\{(?!TfToken\[)/g, "$$$${").replaceAll("%{", "%%{");
}
