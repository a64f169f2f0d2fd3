import type { DocumentedStack } from "../documented-stack";
import type { Blocks } from "../../terraform-json/blocks";
import { permissionsOf } from "../permissions";
import { servicesIn } from "../../terraform-json/services";
import { dataParts } from "./data";
import { entrance } from "./entrance";
import type { Arrow, Frame, Part, Picture } from "./picture";
import { recovery } from "./recovery-nodes";
import { drawnServices } from "./service-nodes";
import { externalResources } from "./external-resources";
import { Tiers } from "./tiers";
import { traffic } from "./traffic";
import { usedElsewhere } from "./used-elsewhere";

/** What a newcomer must see of an environment: how requests travel, what keeps data, who deploys, what is copied where. */
export function architecture(stack: DocumentedStack, inventory: Blocks): Picture {
  const tiers = new Tiers(inventory);
  const services = servicesIn(inventory);
  const cluster = drawnServices(services, inventory, tiers);
  const permissions = permissionsOf(inventory);
  const copies = recovery(stack, inventory);
  const drawn = [
    entrance(inventory, tiers),
    { parts: [...cluster.parts, ...dataParts(inventory, tiers)], arrows: [] },
    externalResources(stack, inventory, permissions),
    usedElsewhere(permissions, services, cluster.partOf),
    copies,
    traffic(inventory, tiers, cluster.partOf),
  ];
  const frames: Frame[] = [
    { id: "account", title: `AWS account ${stack.account}`, details: [] },
    {
      id: "region",
      title: `Region ${stack.region}`,
      details: [`Terraform state: ${stack.state.bucket}`],
      within: "account",
    },
    ...tiers.frames,
    ...cluster.frames,
    ...copies.frames,
  ];
  return tidy({
    title: `Architecture of ${stack.name}`,
    frames,
    parts: once(
      drawn.flatMap(({ parts }) => parts),
      ({ id }) => id,
    ),
    arrows: drawn.flatMap(({ arrows }) => arrows),
  });
}

/** Without frames around nothing and arrows to nothing, and with arrows that say the same drawn once. */
function tidy(picture: Picture): Picture {
  const known = new Set(picture.frames.map(({ id }) => id));
  const placed = <T extends Frame | Part>(one: T): T =>
    one.within === undefined || known.has(one.within) ? one : { ...one, within: "region" };
  const [all, parts] = [picture.frames.map(placed), picture.parts.map(placed)];
  const byId = new Map(all.map((frame) => [frame.id, frame]));
  const used = new Set<string>();
  for (const { within } of parts) for (let id = within; id !== undefined; id = byId.get(id)?.within) used.add(id);
  const frames = all.filter(({ id }) => used.has(id));
  const ends = new Set([...parts, ...frames].map(({ id }) => id));
  const arrows = picture.arrows.filter(({ from, to }) => from !== to && ends.has(from) && ends.has(to));
  return { title: picture.title, frames, parts, arrows: merged(arrows) };
}

function once<T>(all: readonly T[], key: (one: T) => string): T[] {
  return [...new Map(all.map((one) => [key(one), one])).values()];
}

function merged(arrows: readonly Arrow[]): Arrow[] {
  const found = new Map<string, Arrow>();
  for (const arrow of arrows) {
    const key = JSON.stringify([arrow.from, arrow.to, arrow.flow]);
    const labels = [found.get(key)?.label ?? "", arrow.label].flatMap((label) => label.split(", "));
    found.set(key, { ...arrow, label: [...new Set(labels)].filter((label) => label !== "").join(", ") });
  }
  return [...found.values()];
}
