import { isPlaceholderImage } from "../../naming/placeholders";
import { Failure } from "../failure";
import type { DeclaredService } from "../synth/declared-services";

/** @throws Failure when the image of a service's application stands for one that is not there yet */
export function requireImage({ key, environment }: Pick<DeclaredService, "key" | "environment">, image = ""): void {
  if (!isPlaceholderImage(image)) return;
  throw new Failure(
    `${key} of ${environment} waits for its first image. Push it, name it in its parameter, then deploy:  npm run preflight -- ${environment}`,
  );
}
