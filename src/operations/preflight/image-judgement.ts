import { placeholderImage } from "../../naming/placeholders";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type Finding, missing, ok, warning } from "./check";
import type { ServiceImage } from "./declared-images";
import type { Platforms } from "./image-platforms";

/** What the registry has by a tag or digest. */
export type RegistryAnswer = "no repository" | "no image" | Platforms;

/**
 * Whether the image that a service is to run can run in its tasks.
 *
 * @param tag what its parameter or its pipeline says; `undefined` when nothing does yet
 */
export function judgeImage(
  stack: SynthesizedStack,
  image: ServiceImage,
  tag: string | undefined,
  found: RegistryAnswer,
): Finding {
  const { service, repository, platform } = image;
  const remedies =
    image.parameter === undefined ? ofPipeline(stack, image) : ofParameter(stack, image, image.parameter);
  if (tag === undefined) return remedies.undeployed;
  if (tag === placeholderImage) return remedies.unchosen;
  const name = `${repository}${tag.startsWith("sha256:") ? "@" : ":"}${tag}`;
  switch (found) {
    case "no repository":
      return missing(`${service}: there is no repository ${repository}`, `npm run bootstrap -- ${stack.name}`);
    case "no image":
      return missing(`${service}: ${name} is not in the registry`, remedies.rebuild(tag));
    case "unknown":
      return warning(
        `${service}: ${name} is there, but for which platform cannot be read`,
        `docker manifest inspect --verbose ${registryOf(stack)}/${name}`,
      );
    default:
      return found.includes(platform)
        ? ok(`${service}: ${name} for ${platform}`)
        : missing(
            `${service}: ${name} is for ${found.join(", ")}, but its tasks are ${platform}`,
            remedies.rebuild(tag),
          );
  }
}

/** What helps, which depends on who says what runs. */
interface Remedies {
  readonly undeployed: Finding;
  readonly unchosen: Finding;
  readonly rebuild: (tag: string) => string;
}

function ofParameter(
  stack: SynthesizedStack,
  { service, repository, platform }: ServiceImage,
  parameter: string,
): Remedies {
  const push = (name: string): string =>
    `docker buildx build --platform ${platform} --push --tag ${registryOf(stack)}/${repository}:${name} .`;
  const choose = `aws ssm put-parameter --overwrite --name ${parameter} --value 1.0.0`;
  const pushAndChoose = `${push("1.0.0")} && ${choose}`;
  return {
    undeployed: warning(
      `${service}: which image runs can be said once the deploy has created ${parameter}`,
      `${push("1.0.0")}  # then deploy, then:  ${choose}`,
    ),
    unchosen: warning(
      `${service}: waits for its first image, which ${parameter} is to name`,
      `${pushAndChoose}  # then:  npm run deploy -- ${stack.name}`,
    ),
    // Nobody can push an image with a digest of their choice.
    rebuild: (tag) => (tag.startsWith("sha256:") ? pushAndChoose : push(tag)),
  };
}

/** The first image is named in a parameter here too. */
function ofPipeline(stack: SynthesizedStack, image: ServiceImage): Remedies {
  const rebuild = (): string => `Start the pipeline of ${image.service}.`;
  return { ...ofParameter(stack, image, image.firstParameter ?? ""), rebuild };
}

function registryOf({ accountId, region }: SynthesizedStack): string {
  return `${accountId}.dkr.ecr.${region}.amazonaws.com`;
}
