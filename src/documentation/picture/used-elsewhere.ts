import type { Permission } from "../permissions";
import type { Service } from "../../terraform-json/services";
import type { Arrow, Part, Picture } from "./picture";

/** What services use that is kept outside of the stack: buckets and queues that exist anyway. */
const stores = [
  { pattern: /^arn:[\w-]+:s3:::([\w.-]+)/, title: "Bucket" },
  { pattern: /^arn:[\w-]+:sqs:[\w-]*:\d*:([\w.-]+)/, title: "Queue" },
  { pattern: /^arn:[\w-]+:dynamodb:[\w-]*:\d*:table\/([\w.-]+)/, title: "Table" },
] as const;

/** Buckets, queues and tables that tasks may use and that this stack does not manage. */
export function usedElsewhere(
  permissions: readonly Permission[],
  services: readonly Service[],
  partOf: ReadonlyMap<string, string>,
): Pick<Picture, "parts" | "arrows"> {
  const byKey = new Map(services.map(({ key, block }) => [key, partOf.get(block.address) ?? block.address]));
  const parts = new Map<string, Part>();
  const arrows: Arrow[] = [];
  for (const { services: keys, resources } of permissions)
    for (const { arn, block } of resources) {
      const found = block ? undefined : stores.find(({ pattern }) => pattern.test(arn));
      const name = found?.pattern.exec(arn)?.[1];
      if (!found || name === undefined || keys.length === 0) continue;
      const id = `${found.title} ${name}`;
      parts.set(id, { id, title: found.title, lines: [name, "existing"], kind: "data", within: "region" });
      for (const key of keys) arrows.push({ from: byKey.get(key) ?? key, to: id, label: "", flow: "use" });
    }
  return { parts: [...parts.values()], arrows };
}
