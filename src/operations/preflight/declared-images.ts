import { placeholderImage } from "../../naming/placeholders";
import { declaredServices } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Body } from "../../terraform-json/body";
import { containersIn } from "../../terraform-json/containers";

/** Where the image of a service's application stands. */
export interface ServiceImage {
  readonly service: string;
  readonly repository: string;
  /** The parameter that names its tag or digest. @default a pipeline says which image runs */
  readonly parameter?: string;
  /** Where a pipeline says it: the parameter that names the first image, before there is any. */
  readonly firstParameter?: string;
  /** What its tasks run on, as in `linux/amd64`. */
  readonly platform: string;
}

/** An image of a registry that anybody may read. */
export interface PublicImage {
  readonly uri: string;
  readonly platform: string;
}

/** The applications' images in the account's own registry. */
export function serviceImages(stack: SynthesizedStack): ServiceImage[] {
  const parameters = imageParameters(stack);
  const platforms = new Map(definitions(stack).map((body) => [body.family, platformOf(body)]));
  return declaredServices(stack).flatMap(({ key, family, repository, imageParameter }): ServiceImage[] => {
    if (repository === undefined) return [];
    return [
      {
        service: key,
        repository,
        platform: platforms.get(family) ?? defaultPlatform,
        ...(imageParameter === undefined
          ? { firstParameter: parameters.get(key) ?? "" }
          : { parameter: imageParameter }),
      },
    ];
  });
}

/** The parameter that names an image, by the service that it is tagged for. */
export function imageParameters({ resources }: SynthesizedStack): Map<string, string> {
  const parameters = resources.filter(
    ({ type, body }) => type === "aws_ssm_parameter" && body.insecure_value === placeholderImage,
  );
  return new Map(
    parameters.map(({ body }) => {
      const { service = "" } = (body.tags ?? {}) as { readonly service?: string };
      return [service, String(body.name)];
    }),
  );
}

/** The images that containers name in full. */
export function publicImages(stack: SynthesizedStack): PublicImage[] {
  const images = definitions(stack).flatMap((body) => {
    return containersIn(body.container_definitions)
      .map(({ image }) => String(image))
      .filter((image) => !image.includes("${"))
      .map((uri) => ({ uri, platform: platformOf(body) }));
  });
  return [...new Map(images.map((image) => [`${image.uri} ${image.platform}`, image])).values()];
}

const defaultPlatform = "linux/amd64";

function platformOf({ runtime_platform: platform }: Body): string {
  const { cpu_architecture: architecture } = (platform ?? {}) as { cpu_architecture?: string };
  return architecture === "ARM64" ? "linux/arm64" : defaultPlatform;
}

function definitions({ blocks }: SynthesizedStack): Body[] {
  return blocks.of("aws_ecs_task_definition").map(({ body }) => body);
}
