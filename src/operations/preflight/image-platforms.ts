import { type ECRClient, GetDownloadUrlForLayerCommand } from "@aws-sdk/client-ecr";

/** What an image runs on, as in `linux/amd64`. */
export type Platforms = readonly string[] | "unknown";

/** Without them ECR translates what it has, and several platforms look like one. */
export const acceptedManifests = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

interface Platform {
  readonly os?: string;
  readonly architecture?: string;
}

interface Manifest {
  readonly manifests?: readonly { readonly platform?: Platform }[];
  readonly config?: { readonly digest?: string };
}

/** The platforms that an index lists; `undefined` for a manifest of one image, whose configuration tells its own. */
export function listedPlatforms(manifest: string): string[] | undefined {
  const { manifests } = JSON.parse(manifest) as Manifest;
  // What is unknown is no image but what a builder attests of one.
  return manifests?.map(({ platform = {} }) => named(platform)).filter((name) => !name.includes("unknown"));
}

/** Where an image stands. */
export interface ImagePlace {
  readonly ecr: ECRClient;
  readonly repositoryName: string;
}

/** What the image with a manifest runs on. */
export async function platformsOf(manifest: string, { ecr, repositoryName }: ImagePlace): Promise<Platforms> {
  const listed = listedPlatforms(manifest);
  if (listed) return listed;
  const layerDigest = (JSON.parse(manifest) as Manifest).config?.digest;
  if (layerDigest === undefined) return "unknown";
  try {
    const { downloadUrl = "" } = await ecr.send(new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest }));
    const response = await fetch(downloadUrl, { signal: AbortSignal.timeout(10_000) });
    const platform = (await response.json()) as Platform;
    return platform.architecture === undefined ? "unknown" : [named(platform)];
  } catch {
    return "unknown";
  }
}

function named({ os = "linux", architecture = "unknown" }: Platform): string {
  return `${os}/${architecture}`;
}
