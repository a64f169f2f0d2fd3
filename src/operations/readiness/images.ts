import { BatchGetImageCommand, ECRClient, RepositoryNotFoundException } from "@aws-sdk/client-ecr";
import { GetParameterCommand, ParameterNotFound, SSMClient } from "@aws-sdk/client-ssm";

import type { SynthesizedStack } from "../synthesized-stack";
import { type Check, type Finding, missing, notChecked, ok, warning } from "./check";
import { type ServiceImage, publicImages, serviceImages } from "./declared-images";
import { type Platforms, acceptedManifests, platformsOf } from "./image-platforms";
import { judgePublicImage } from "./public-images";

export const images: Check = {
  title: "images",
  needs: ["credentials"],
  otherwise: "the images are not there",
  run: async ({ stack }) => {
    const ecr = new ECRClient({ region: stack.region });
    const ssm = new SSMClient({ region: stack.region });
    const own = serviceImages(stack).map(async (image) => {
      if (image.parameter === undefined) return notChecked(`${image.service}: its pipeline says which image runs`);
      return judgeImage(stack, image, await chosen(ssm, image), (tag) => look(ecr, image.repository, tag));
    });
    const others = publicImages(stack).map((image) => judgePublicImage(image));
    const findings = await Promise.all([...own, ...others]);
    return findings.length === 0 ? [ok("the environment runs no image")] : findings;
  },
};

/** What the registry has by a tag or digest. */
export type RegistryAnswer = "no repository" | "no image" | Platforms;

/** Whether the image that a service's parameter names can run in its tasks. */
export async function judgeImage(
  stack: SynthesizedStack,
  { service, repository, parameter = "", placeholder, platform }: ServiceImage,
  tag: string | undefined,
  lookUp: (tag: string) => Promise<RegistryAnswer>,
): Promise<Finding> {
  const registry = `${stack.accountId}.dkr.ecr.${stack.region}.amazonaws.com`;
  const push = (name: string): string =>
    `docker buildx build --platform ${platform} --push --tag ${registry}/${repository}:${name} .`;
  const choose = (name: string): string => `aws ssm put-parameter --overwrite --name ${parameter} --value ${name}`;
  if (tag === undefined) {
    return warning(
      `${service}: which image runs can be said once the deploy has created ${parameter}`,
      `${push("1.0.0")}  # then deploy, then:  ${choose("1.0.0")}`,
    );
  }
  if (tag === placeholder)
    return missing(`${service}: ${parameter} names no image yet`, `${push("1.0.0")} && ${choose("1.0.0")}`);
  const found = await lookUp(tag);
  const name = `${repository}${tag.startsWith("sha256:") ? "@" : ":"}${tag}`;
  if (found === "no repository")
    return missing(`${service}: there is no repository ${repository}`, `npm run bootstrap -- ${stack.name}`);
  if (found === "no image") {
    return missing(
      `${service}: ${name} is not in the registry`,
      tag.startsWith("sha256:") ? choose("<a tag that is there>") : push(tag),
    );
  }
  if (found === "unknown")
    return warning(
      `${service}: ${name} is there, for a platform that it does not tell`,
      `docker manifest inspect --verbose ${registry}/${name}`,
    );
  return found.includes(platform)
    ? ok(`${service}: ${name} for ${platform}`)
    : missing(`${service}: ${name} is for ${found.join(", ")}, but its tasks are ${platform}`, push(tag));
}

async function chosen(ssm: SSMClient, { parameter }: ServiceImage): Promise<string | undefined> {
  try {
    return (await ssm.send(new GetParameterCommand({ Name: parameter }))).Parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
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
