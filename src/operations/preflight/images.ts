import { BatchGetImageCommand, ECRClient, RepositoryNotFoundException } from "@aws-sdk/client-ecr";
import { GetParametersCommand, SSMClient } from "@aws-sdk/client-ssm";

import { awsClient } from "../aws/client";
import { placeholderImage } from "../../naming/placeholders";
import { chunks } from "../aws/chunks";
import { type Check, ok } from "./check";
import { type ServiceImage, publicImages, serviceImages } from "./declared-images";
import { type RegistryAnswer, judgeImage } from "./image-judgement";
import { acceptedManifests, platformsOf } from "./image-platforms";
import { tagOf } from "./image-tag";
import { runningImages } from "./pipeline-images";
import { judgePublicImage } from "./public-images";

export const images: Check = {
  title: "images",
  needs: ["credentials"],
  otherwise: "the images are not there",
  run: async ({ stack }) => {
    const ecr = awsClient(ECRClient, stack.region);
    const declared = serviceImages(stack);
    const byPipeline = declared.filter(({ parameter }) => parameter === undefined).map(({ service }) => service);
    const [chosen, running] = await Promise.all([
      chosenTags(awsClient(SSMClient, stack.region), declared),
      runningImages(stack, byPipeline),
    ]);
    const own = declared.map(async (image) => {
      const tag = image.parameter === undefined ? tagOf(running.get(image.service)) : chosen.get(image.parameter);
      const isChosen = tag !== undefined && tag !== placeholderImage;
      return judgeImage(stack, image, tag, isChosen ? await look(ecr, image.repository, tag) : "no image");
    });
    const others = publicImages(stack).map((image) => judgePublicImage(image));
    const findings = await Promise.all([...own, ...others]);
    return findings.length === 0 ? [ok("the environment runs no image")] : findings;
  },
};

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
