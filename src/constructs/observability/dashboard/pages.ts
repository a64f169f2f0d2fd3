import { cost, costByService, costHeading } from "./cost";
import { databases } from "./database";
import { errors, errorsByService, errorsHeading } from "./errors";
import { type PlacedWidget, place } from "./grid";
import { header } from "./header";
import { latency, latencyByService, latencyHeading } from "./latency";
import { servicesHeading, servicesOneByOne } from "./services";
import { traffic, trafficByService, trafficHeading } from "./traffic";
import type { Watched } from "./watched";
import type { Row } from "./widget";

/** A dashboard as CloudWatch wants it. */
export interface Page {
  readonly name: string;
  readonly widgets: readonly PlacedWidget[];
}

/**
 * CloudWatch takes 500 widgets a dashboard, 500 metrics a widget and 2,500 metrics a dashboard (CloudWatch User Guide,
 * "CloudWatch service quotas"): with four widgets and at most 25 metrics each, so many services fit beside all else.
 */
const servicesOnAPage = 80;

/** The first page shows the environment as a whole; each shows some of its services. */
export function pagesOf(watched: Watched, name: string): Page[] {
  const services = partsOf(watched.services, servicesOnAPage);
  const parts = services.length === 0 ? [[]] : services;
  const names = parts.map((_, index) => (index === 0 ? name : `${name}-${index + 1}`));
  return parts.map((part, index) => {
    const rows = rowsOf({ ...watched, services: part }, index === 0);
    return { name: names[index] ?? name, widgets: place([...header(watched, index, names), ...rows]) };
  });
}

/** As the reader thinks: what is asked, what fails, what is slow, who does it, and what it costs. */
function rowsOf(watched: Watched, whole: boolean): Row[] {
  return [
    ...(whole ? alarms(watched) : []),
    ...group(trafficHeading, [...(whole ? traffic(watched) : []), ...trafficByService(watched)]),
    ...group(errorsHeading, [...(whole ? errors(watched) : []), ...errorsByService(watched)]),
    ...group(latencyHeading, [...(whole ? latency(watched) : []), ...latencyByService(watched)]),
    ...group(servicesHeading, servicesOneByOne(watched)),
    ...(whole ? databases(watched) : []),
    ...group(costHeading, [...costByService(watched), ...(whole ? cost(watched) : [])]),
  ];
}

function group(heading: Row, rows: readonly Row[]): Row[] {
  return rows.length === 0 ? [] : [heading, ...rows];
}

/** An alarm widget takes so many (CloudWatch, "Dashboard body structure and syntax"). */
const alarmsInAWidget = 100;

function alarms({ alarms: all }: Watched): Row[] {
  return partsOf(all, alarmsInAWidget).map((shown, index) => {
    const title = index === 0 ? "Alarms" : `Alarms (${index + 1})`;
    return [{ type: "alarm", height: 2 + Math.ceil(shown.length / 8), properties: { title, alarms: shown } }];
  });
}

function partsOf<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, index) =>
    all.slice(index * most, (index + 1) * most),
  );
}
