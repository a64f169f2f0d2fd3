import {
  DescribeImagesCommand,
  ECRClient,
  ImageNotFoundException,
  RepositoryNotFoundException,
} from "@aws-sdk/client-ecr";

import { awsClient } from "../aws/client";
import { isDenied } from "../aws/aws-error";
import { Failure } from "../failure";
import { choiceOf } from "./image-choice";
import { say } from "./output";

const imageInEcr = /^(\d{12})\.dkr\.ecr\.([\w-]+)\.amazonaws\.com\/([^:@]+)/;

/**
 * Sees that a registry of Amazon ECR still has an image: its tag may be mistyped, and a lifecycle policy may have removed it.
 * Of other registries nothing is known.
 *
 * @throws Failure when it is not there
 */
export async function requireImage(image: string | undefined): Promise<void> {
  const [, registryId, region = "", repositoryName = ""] = imageInEcr.exec(image ?? "") ?? [];
  if (image === undefined || registryId === undefined) return;
  const choice = choiceOf(image);
  const imageId = choice.startsWith("sha256:") ? { imageDigest: choice } : { imageTag: choice };
  try {
    await awsClient(ECRClient, region).send(
      new DescribeImagesCommand({ registryId, repositoryName, imageIds: [imageId] }),
    );
  } catch (error) {
    if (isDenied(error)) {
      say(`Your credentials may not ask whether ${repositoryName} has the image ${choice}; ECS will tell.`);
      return;
    }
    if (!(error instanceof ImageNotFoundException) && !(error instanceof RepositoryNotFoundException)) throw error;
    throw new Failure(
      [
        `The repository ${repositoryName} has no image ${choice}, so nothing was rolled back. What it has:`,
        `  aws ecr describe-images --registry-id ${registryId} --repository-name ${repositoryName} --region ${region} --query "sort_by(imageDetails,&imagePushedAt)[].imageTags" --output text`,
      ].join("\n"),
    );
  }
}
