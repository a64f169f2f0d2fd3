import { connectionsOf } from "./connections";
import type { DocumentedStack } from "./documented-stack";
import { permissionsOf } from "./permissions";
import { architecture } from "./picture/architecture";
import { drawing } from "./picture/drawing";
import { layOut } from "./picture/layout";
import { alarmsSection } from "./sections/alarms";
import { destructionSection } from "./sections/destruction";
import { ignoredSection } from "./sections/ignored";
import { namesSection } from "./sections/names";
import { overview } from "./sections/overview";
import { portsSection } from "./sections/ports";
import { retentionSection } from "./sections/retention";
import { rolesSection } from "./sections/roles";
import { servicesSection } from "./sections/services-table";
import { servicesIn } from "../terraform-json/services";

/** A page about an environment, and its picture. */
export interface EnvironmentPage {
  readonly markdown: string;
  readonly svg: string;
}

export interface PageOptions {
  /** What the page calls the picture's file. */
  readonly picture: string;
  /** Links to what else is known of the environment, with their titles. @default none */
  readonly related?: readonly (readonly [title: string, target: string])[];
}

/** Everything that an environment's JSON tells people who run it, as a page that links its own parts. */
export async function environmentPage(
  stack: DocumentedStack,
  { picture: file, related = [] }: PageOptions,
): Promise<EnvironmentPage> {
  const inventory = stack.blocks;
  const services = servicesIn(inventory);
  const picture = architecture(stack, inventory);
  const sections: [string, string][] = [
    ["Architecture", `![${picture.title}: the way of requests, services, data, and who deploys](${file})`],
    ["Services", servicesSection(services, inventory)],
    [
      "Who may talk to whom",
      `Ports of TCP, unless another protocol is named. Anything else is refused.\n\n${portsSection(connectionsOf(inventory))}`,
    ],
    ["Who may do what", rolesSection(permissionsOf(inventory), inventory)],
    ["Names and addresses", namesSection(services, inventory)],
    ["Alarms", alarmsSection(inventory)],
    ["Attributes in `ignore_changes`", ignoredSection(stack)],
    ["What it costs", stack.cost.section],
    ["How long things are kept", retentionSection(inventory)],
    ["What a destroy would keep", destructionSection(stack, inventory)],
  ];
  const contents = sections.map(([title]) => `[${title}](#${anchor(title)})`).join(" ·\n");
  const also = related.map(([title, target]) => `[${title}](${target})`).join(", ");
  const markdown = [
    overview(stack),
    ...(also === "" ? [] : [`See also: ${also}.`]),
    contents,
    ...sections.map(([title, text]) => `## ${title}\n\n${text}`),
  ].join("\n\n");
  return { markdown: `${markdown}\n`, svg: drawing(picture.title, await layOut(picture)) };
}

function anchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9_ -]/g, "")
    .replaceAll(" ", "-");
}
