/** The tag or digest by which an image's parameter names it. */
export function choiceOf(image: string): string {
  const [, digest] = image.split("@");
  return digest ?? /:([^:/]+)$/.exec(image)?.[1] ?? "latest";
}

/** Another image of the same repository. */
export function imageWith(image: string, choice: string): string {
  const repository = image.split("@")[0]?.replace(/:[^:/]+$/, "") ?? "";
  return `${repository}${choice.startsWith("sha256:") ? "@" : ":"}${choice}`;
}

/** Whether a text can name an image in its parameter: a tag or a digest. */
export function isChoice(text: string): boolean {
  return /^(sha256:[0-9a-f]{64}|\w[\w.-]{0,127})$/.test(text);
}
