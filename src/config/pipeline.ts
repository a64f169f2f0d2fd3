import { z } from "zod";

/**
 * The GitHub repository whose workflows push the environment's images, deploy the services that a pipeline owns, say which
 * images the others run, and upload static assets.
 */
export const pipelineSchema = z
  .strictObject({
    /** As in `acme/shop`. */
    repository: z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/, 'expected owner and name of a GitHub repository, as in "acme/shop"'),
    /** Branches whose workflows may deploy. @default [] */
    branches: z.array(z.string().regex(/^[\w./-]+$/, "expected the name of a branch, without wildcards")).default([]),
    /** GitHub environments whose jobs may deploy. @default [] */
    environments: z.array(z.string().regex(/^[\w.-]+$/, "expected the name of a GitHub environment")).default([]),
  })
  .refine(({ branches, environments }) => branches.length + environments.length > 0, {
    error: "expected at least one branch or GitHub environment: otherwise any workflow of the repository could deploy",
  });

export type Pipeline = z.output<typeof pipelineSchema>;
