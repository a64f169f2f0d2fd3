import { DataResource, Fn, type IResolvable, TerraformLocal } from "cdktf";
import { Construct } from "constructs";

import { placeholderImage } from "../../naming/placeholders";
import { addressOf } from "../../terraform/address";
import type { ParameterImage } from "../registry/parameter-image";
import type { StartedServices } from "./started-services";

export interface FirstImageProps {
  readonly image: ParameterImage;
  readonly services: StartedServices;
  /** Of the ECS service. */
  readonly serviceName: string;
}

/**
 * Whether a service waits for its first image: its parameter names none, and it was not started before. Until then nothing
 * starts a task of it. A service that was started never waits again, whatever becomes of the parameter.
 *
 * Costs nothing.
 */
export class FirstImage extends Construct {
  /** What names it in `replace_triggered_by` is replaced when the first image is there. */
  public readonly arrival: string;
  private readonly awaited: TerraformLocal;

  public constructor(scope: Construct, id: string, { image, services, serviceName }: FirstImageProps) {
    super(scope, id);
    this.awaited = new TerraformLocal(
      this,
      "awaited",
      `\${${image.expression} == "${placeholderImage}" && !${services.has(serviceName)}}`,
    );
    this.arrival = addressOf(
      new DataResource(this, "Resource", { input: { awaited: this.awaited.expression as unknown } }),
    );
  }

  /** One value while the image is awaited, and another one from then on. */
  public choose(whileAwaited: unknown, afterwards: unknown): IResolvable {
    return Fn.conditional(this.awaited.expression, whileAwaited, afterwards) as IResolvable;
  }
}
