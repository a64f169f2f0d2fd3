import { cdktfDeploy } from "../../../src/operations/terraform/cdktf";
import { readStacks } from "../../../src/operations/synth/synthesized-stack";

/** The part of `npm run deploy` that changes AWS: what was synthesized and initialized in the current folder is deployed. */
const [stack] = readStacks("cdktf.out");
if (!stack) throw new Error("nothing is synthesized");
void cdktfDeploy(stack, { autoApprove: true, parallelism: 50, lockTimeout: "0s", output: "terminal" }).then(
  ({ exitCode }) => {
    process.exitCode = exitCode;
  },
);
