import type { IImage } from "./image";

/** An image from a public registry, which takes no permission to pull. */
export class PublicImage implements IImage {
  public constructor(public readonly uri: string) {}

  public grantPull(): void {
    // Public registries take anonymous requests.
  }
}
