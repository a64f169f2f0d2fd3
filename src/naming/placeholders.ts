/** The tag that stands for an image before there is one: no image has it. */
export const placeholderImage = "not-pushed-yet";

/** What stands in a parameter before an operator fills it. */
export const placeholderValue = "unset";

/** Whether an image's name ends in the tag that no image has. */
export function isPlaceholderImage(image: unknown): boolean {
  return typeof image === "string" && image.endsWith(`:${placeholderImage}`);
}
