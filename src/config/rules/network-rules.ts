import { cidrContains, cidrsOverlap } from "../cidr";
import { endpointServices, gatewayServices } from "../endpoint-services";
import type { Environment } from "../environment";
import { didYouMean } from "../did-you-mean";
import { zonesOf } from "../network";
import type { Problem } from "../problems";
import type { Service } from "../service";

/** Without NAT a task starts only when it reaches these through endpoints (AWS Fargate, "platform version 1.4"). */
const endpointsWithoutNat = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm"];

export function networkRules(environment: Environment): Problem[] {
  const { network } = environment;
  if (network.kind === "existing") return [];
  const subnets = zonesOf(network).flatMap(({ zone, ...ranges }) =>
    (["public", "private"] as const).map((tier) => ({ path: `network.zones.${zone}.${tier}`, cidr: ranges[tier] })),
  );
  const outside = subnets
    .filter(({ cidr }) => !cidrContains(network.cidr, cidr))
    .map(({ path, cidr }) => ({
      path,
      message: `${cidr} is outside the VPC's ${network.cidr}; choose a range inside it`,
    }));
  const overlapping = subnets.flatMap((subnet, index) =>
    subnets
      .slice(0, index)
      .filter((earlier) => cidrsOverlap(earlier.cidr, subnet.cidr))
      .map((earlier) => ({
        path: subnet.path,
        message: `${subnet.cidr} overlaps ${earlier.path} (${earlier.cidr}); choose a free range`,
      })),
  );
  const tooFew = !Array.isArray(network.zones) && Object.keys(network.zones).length < 2;
  const zones = tooFew
    ? [
        {
          path: "network.zones",
          message: `expected at least two zones, got ${Object.keys(network.zones).length}; load balancers and databases need two`,
        },
      ]
    : [];
  const missing = endpointsWithoutNat.filter((endpoint) => !network.interfaceEndpoints.includes(endpoint));
  const unreachable =
    network.nat === "none" && missing.length > 0
      ? [
          {
            path: "network.interfaceEndpoints",
            message: `without NAT tasks can start only with ${missing.join(", ")}; add them, or choose nat: "single"`,
          },
        ]
      : [];
  const gateways = network.interfaceEndpoints.flatMap((service, index) => {
    const instead = gatewayServices.get(service);
    return instead === undefined
      ? []
      : [
          {
            path: `network.interfaceEndpoints.${index}`,
            message: `"${service}" is reached through a free gateway endpoint, ${instead}`,
          },
        ];
  });
  const unknown = network.interfaceEndpoints.flatMap((service, index) =>
    endpointServices.includes(service) || gatewayServices.has(service)
      ? []
      : [
          {
            path: `network.interfaceEndpoints.${index}`,
            message: `"${service}" is no service with an interface endpoint that is known here${didYouMean(service, endpointServices)}; correct it, or add it to src/config/endpoint-services.ts`,
          },
        ],
  );
  return [
    ...gateways,
    ...unknown,
    ...outside,
    ...overlapping,
    ...zones,
    ...unreachable,
    ...publicImagesWithoutNat(environment),
    ...servicesWithoutNat(environment),
  ];
}

/** Public registries have no endpoint, and the containers that the platform itself adds to tasks come from one. */
function publicImagesWithoutNat({ network, services }: Environment): Problem[] {
  if (network.kind === "existing" || network.nat !== "none") return [];
  return Object.entries(services).flatMap(([key, service]) =>
    pathsOfPublicImages(service).map((path) => ({
      path: `services.${key}.${path}`,
      message: 'needs an image from a public registry, which tasks cannot reach without NAT; choose nat: "single"',
    })),
  );
}

function pathsOfPublicImages({ publicImage, sidecars, database, ingress, ...service }: Service): string[] {
  return [
    ...(publicImage === undefined ? [] : ["publicImage"]),
    ...Object.keys(sidecars).map((sidecar) => `sidecars.${sidecar}.image`),
    ...(database ? ["database"] : []),
    ...(ingress?.tls === "sidecar" ? ["ingress.tls"] : []),
    ...(service.tracing ? ["tracing"] : []),
    ...(service.writableRootFilesystem === undefined || service.scratch.length > 0 ? ["scratch"] : []),
  ];
}

/** What of AWS a service uses beside what every task needs, and the endpoint through which it is reached. */
function endpointsOf({ exec, access }: Service): { path: string; endpoint: string }[] {
  return [
    ...(exec === "enabled" ? [{ path: "exec", endpoint: "ssmmessages" }] : []),
    ...(Object.keys(access.queues).length > 0 ? [{ path: "access.queues", endpoint: "sqs" }] : []),
    ...(access.monitoring === "read" ? [{ path: "access.monitoring", endpoint: "monitoring" }] : []),
  ];
}

function servicesWithoutNat({ network, services }: Environment): Problem[] {
  if (network.kind === "existing" || network.nat !== "none") return [];
  return Object.entries(services).flatMap(([key, service]) =>
    endpointsOf(service)
      .filter(({ endpoint }) => !network.interfaceEndpoints.includes(endpoint))
      .map(({ path, endpoint }) => ({
        path: `services.${key}.${path}`,
        message: `is reached through the endpoint "${endpoint}" only, without NAT; add it to network.interfaceEndpoints, or choose nat: "single"`,
      })),
  );
}
