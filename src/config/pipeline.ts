import { z } from "zod";

import { branchName, githubEnvironmentName, githubRepository } from "./github";

/**
 * The GitHub repository whose workflows push the environment's images, deploy the services that a pipeline owns, say which
 * images the others run, and upload static assets.
 */
export const pipelineSchema = z
  .strictObject({
    ...githubRepository,
    /** Branches whose workflows may deploy. @default [] */
    branches: z.array(branchName).default([]),
    /** GitHub environments whose jobs may deploy. @default [] */
    environments: z.array(githubEnvironmentName).default([]),
  })
  .refine(({ branches, environments }) => branches.length + environments.length > 0, {
    error: "expected at least one branch or GitHub environment: otherwise any workflow of the repository could deploy",
  });

export type Pipeline = z.output<typeof pipelineSchema>;
