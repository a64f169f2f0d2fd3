import { importId } from "../../../adoption/import-id";
import { readArn } from "../../../recovery/arn";
import { seedsOf } from "../../../recovery/from-arn";
import { factsOf } from "../../../resources/facts";
import type { ClientIn } from "../../aws/client";
import { awsClient } from "../../aws/client";
import { taggedResources } from "../../recover/tagged";
import { type Lookup, own, type Taken } from "./lookup";

/**
 * A lookup among what carries the environment's tags, for types whose ARNs have the name in them: it finds what the environment
 * left behind, and not what others have made.
 */
export const amongTagged =
  (type: string, attribute: string, clientIn: ClientIn = awsClient): Lookup =>
  async (names, region, stack) => {
    const { arns = [] } = factsOf(type);
    const found = new Map<string, Taken>();
    for (const { arn, region: asked } of await taggedResources(stack, clientIn)) {
      const { kind, id } = readArn(arn);
      const name = names.find((one) => id.split("/").includes(one));
      if (asked !== region || !arns.includes(kind) || name === undefined) continue;
      const [seed] = seedsOf(arn);
      const attributes = { arn, [attribute]: name, ...seed?.attributes };
      const imported = importId(
        { label: arn, foreignType: type, type, attributes },
        { account: stack.accountId, region },
      );
      found.set(name, own(imported ?? arn));
    }
    return found;
  };
