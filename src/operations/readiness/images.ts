import { BatchGetImageCommand, ECRClient, RepositoryNotFoundException } from "@aws-sdk/client-ecr";
import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";

import type { SynthesizedStack } from "../synthesized-stack";
import { type Check, type Finding, missing, notChecked, ok, warning } from "./check";
import { chunks } from "../chunks";
import { type ServiceImage, publicImages, serviceImages } from "./declared-images";
import { type Platforms, acceptedManifests, platformsOf } from "./image-platforms";
import { judgePublicImage } from "./public-images";

export const images: Check = {
  title: "images",
  needs: ["credentials"],
  otherwise: "the images are not there",
  run: async ({ stack }) => {
    const ecr = new ECRClient({ region: stack.region });
    const declared = serviceImages(stack);
    const tags = await chosenTags(new SSMClient({ region: stack.region }), declared);
    const own = declared.map(async (image) => {
      if (image.parameter === undefined) return notChecked(`${image.service}: its pipeline says which image runs`);
      const tag = tags.get(image.parameter);
      const found =
        tag === undefined || tag === image.placeholder ? "no image" : await look(ecr, image.repository, tag);
      return judgeImage(stack, image, tag, found);
    });
    const others = publicImages(stack).map((image) => judgePublicImage(image));
    const findings = await Promise.all([...own, ...others]);
    return findings.length === 0 ? [ok("the environment runs no image")] : findings;
  },
};

/** What the registry has by a tag or digest. */
export type RegistryAnswer = "no repository" | "no image" | Platforms;

/**
 * Whether the image that a service's parameter names can run in its tasks.
 *
 * @param tag what the parameter says; `undefined` when there is none yet
 */
export function judgeImage(
  stack: SynthesizedStack,
  { service, repository, parameter = "", placeholder, platform }: ServiceImage,
  tag: string | undefined,
  found: RegistryAnswer,
): Finding {
  const registry = `${stack.accountId}.dkr.ecr.${stack.region}.amazonaws.com`;
  const push = (name: string): string =>
    `docker buildx build --platform ${platform} --push --tag ${registry}/${repository}:${name} .`;
  const choose = `aws ssm put-parameter --overwrite --name ${parameter} --value`;
  if (tag === undefined) {
    return warning(
      `${service}: which image runs can be said once the deploy has created ${parameter}`,
      `${push("1.0.0")}  # then deploy, then:  ${choose} 1.0.0`,
    );
  }
  if (tag === placeholder)
    return missing(`${service}: ${parameter} names no image yet`, `${push("1.0.0")} && ${choose} 1.0.0`);
  const isDigest = tag.startsWith("sha256:");
  const name = `${repository}${isDigest ? "@" : ":"}${tag}`;
  const rebuild = isDigest ? `${push("1.0.0")} && ${choose} 1.0.0` : push(tag);
  switch (found) {
    case "no repository":
      return missing(`${service}: there is no repository ${repository}`, `npm run bootstrap -- ${stack.name}`);
    case "no image":
      return missing(`${service}: ${name} is not in the registry`, rebuild);
    case "unknown":
      return warning(
        `${service}: ${name} is there, but for which platform cannot be read`,
        `docker manifest inspect --verbose ${registry}/${name}`,
      );
    default:
      return found.includes(platform)
        ? ok(`${service}: ${name} for ${platform}`)
        : missing(`${service}: ${name} is for ${found.join(", ")}, but its tasks are ${platform}`, rebuild);
  }
}

/** What the parameters name, by parameter. */
async function chosenTags(ssm: SSMClient, declared: readonly ServiceImage[]): Promise<ReadonlyMap<string, string>> {
  const tags = new Map<string, string>();
  const parameters = declared.flatMap(({ parameter }) => parameter ?? []);
  for (const Names of chunks(parameters, 10)) {
    const { Parameters = [] } = await ssm.send(new GetParametersCommand({ Names }));
    for (const { Name = "", Value = "" } of Parameters) tags.set(Name, Value);
  }
  return tags;
}

async function look(ecr: ECRClient, repositoryName: string, tag: string): Promise<RegistryAnswer> {
  try {
    const { images: found = [] } = await ecr.send(
      new BatchGetImageCommand({
        repositoryName,
        imageIds: [tag.startsWith("sha256:") ? { imageDigest: tag } : { imageTag: tag }],
        acceptedMediaTypes: acceptedManifests,
      }),
    );
    const manifest = found[0]?.imageManifest;
    return manifest === undefined ? "no image" : await platformsOf(manifest, { ecr, repositoryName });
  } catch (error) {
    if (error instanceof RepositoryNotFoundException) return "no repository";
    throw error;
  }
}
