import { type Finding, missing, notChecked, ok, warning } from "./check";
import type { PublicImage } from "./declared-images";
import { acceptedManifests, listedPlatforms } from "./image-platforms";

const registry = "public.ecr.aws";

/** What fetches; tests pass their own. */
export type Fetch = (
  url: string,
  options: { headers: Record<string, string>; signal: AbortSignal },
) => Promise<Response>;

/** Whether Amazon's public registry has an image; other registries count their visitors and are left alone. */
export async function judgePublicImage({ uri, platform }: PublicImage, get: Fetch = fetch): Promise<Finding> {
  if (!uri.startsWith(`${registry}/`)) return notChecked(`${uri}: it is in a registry of another account`);
  const [, repository = "", tag = "latest"] = /^[^/]+\/([^:@]+)[:@]?(.+)?$/.exec(uri) ?? [];
  try {
    const { token } = (await (await ask(get, `https://${registry}/token/`)).json()) as { token: string };
    const response = await ask(get, `https://${registry}/v2/${repository}/manifests/${tag}`, `Bearer ${token}`);
    if (response.status === 404)
      return missing(
        `${uri} is not in the registry`,
        "Correct its tag in the environment's file, or take a later version of this repository.",
      );
    if (!response.ok) return unasked(uri, `HTTP ${response.status}`);
    const platforms = listedPlatforms(await response.text());
    if (!platforms || platforms.includes(platform)) return ok(platforms ? `${uri} for ${platform}` : uri);
    return missing(
      `${uri} is for ${platforms.join(", ")}, but the tasks are ${platform}`,
      "Choose another image, or another CPU architecture.",
    );
  } catch (error) {
    return unasked(uri, (error as Error).message);
  }
}

function ask(get: Fetch, url: string, authorization?: string): Promise<Response> {
  const headers = { accept: acceptedManifests.join(", "), ...(authorization !== undefined && { authorization }) };
  return get(url, { headers, signal: AbortSignal.timeout(5_000) });
}

function unasked(uri: string, why: string): Finding {
  return warning(`${uri}: ${registry} could not be asked (${why})`, `docker manifest inspect ${uri}`);
}
