import { z } from "zod";

import { branchName, githubEnvironmentName, githubRepository, workflowFile } from "./github";

/**
 * The GitHub repository whose workflows push the environment's images, deploy the services that a pipeline owns, say which
 * images the others run, and upload static assets.
 */
export const pipelineSchema = z.strictObject({
  ...githubRepository,
  /** Branches whose workflows may deploy. @default ["main"] */
  branches: z
    .array(branchName)
    .min(1, "expected at least one branch: without any, a workflow of every branch that may be pushed could deploy")
    .default(["main"]),
  /** GitHub environments whose jobs may deploy, from those branches. @default every job */
  environments: z.array(githubEnvironmentName).default([]),
  /** Files in `.github/workflows`, on those branches, whose jobs may deploy, as in `["deploy.yml"]`. @default all */
  workflows: z.array(workflowFile).default([]),
});

export type Pipeline = z.output<typeof pipelineSchema>;
