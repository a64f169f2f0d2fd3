import { isNetworkError } from "../aws/aws-error";
import { DamagedState } from "../state/stored-state";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { managedAddresses, type State } from "../../terraform-json/state";
import { type Check, type Finding, missing, ok, warning } from "./check";

export const deployedState: Check = {
  title: "state",
  needs: ["credentials"],
  otherwise: "the state cannot be read",
  run: async ({ stack, state }) => {
    try {
      return judgeState(stack, await state());
    } catch (error) {
      if (!(error instanceof Error) || isNetworkError(error)) throw error;
      return [unreadable(stack, error)];
    }
  },
};

/** How much of a stack is deployed, and what of it failed half way. */
export function judgeState(stack: SynthesizedStack, state: State | undefined): Finding[] {
  return [ok(extent(stack, state)), ...tainted(state)];
}

function extent(stack: SynthesizedStack, state: State | undefined): string {
  const wanted = new Set(stack.resources.map(({ address }) => address));
  const deployed = managedAddresses(state);
  if (deployed.length === 0) return `nothing is deployed yet; a deploy creates ${wanted.size} resources`;
  const there = deployed.filter((address) => wanted.has(address)).length;
  const gone = deployed.length - there;
  return [
    there === wanted.size
      ? `all ${wanted.size} resources are deployed`
      : `${there} of ${wanted.size} resources are deployed; a deploy creates the other ${wanted.size - there}`,
    ...(gone === 0 ? [] : [`${gone} more are no longer in the configuration`]),
  ].join("; ");
}

function tainted(state: State | undefined): Finding[] {
  const failed = (state?.resources ?? []).filter(({ instances }) =>
    instances.some(({ status }) => status === "tainted"),
  );
  return failed.map(({ type, name }) =>
    warning(
      `the creation of ${type}.${name} failed half way`,
      "The deploy destroys it and creates it again; look at npm run review first if it holds something.",
    ),
  );
}

function unreadable({ backend }: SynthesizedStack, error: Error): Finding {
  const place = `s3://${backend.bucket}/${backend.key}`;
  if (error instanceof DamagedState) return missing(error.what, error.fix);
  return missing(
    `${place} cannot be read: ${error.message}`,
    `Use credentials with s3:GetObject on it and kms:Decrypt with ${backend.kms_key_id ?? "its key"}.`,
  );
}
