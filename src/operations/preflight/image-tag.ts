/** The tag or digest of an image: what stands behind its repository. */
export function tagOf(image: string | undefined): string | undefined {
  return image?.split("@")[1] ?? /:([^/:]+)$/.exec(image ?? "")?.[1];
}
