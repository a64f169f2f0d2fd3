import type { IGrantable } from "../iam/role";
import type { IImage } from "./image";
import type { RegisteredRepository } from "./registered-repository";

/** An image from a public registry, which nobody needs a permission to pull. */
export class PublicImage implements IImage {
  public constructor(public readonly uri: string) {}

  public grantPull(): void {
    // Public registries ask nobody who they are.
  }
}

/**
 * What the first revision of a pipeline's service names as its image: a tag that no image has. The pipeline registers
 * every revision that is to run.
 */
export class UnpushedImage implements IImage {
  public readonly uri: string;

  public constructor(private readonly repository: RegisteredRepository) {
    this.uri = `${repository.url}:not-pushed-yet`;
  }

  public grantPull(grantee: IGrantable): void {
    this.repository.grantPull(grantee);
  }
}
