import type { ECRClient } from "@aws-sdk/client-ecr";
import { describe, expect, test } from "@jest/globals";

import { missing, notChecked, ok, warning } from "../../../src/operations/preflight/check";
import { publicImages, serviceImages } from "../../../src/operations/preflight/declared-images";
import { judgeImage } from "../../../src/operations/preflight/image-judgement";
import { listedPlatforms, platformsOf } from "../../../src/operations/preflight/image-platforms";
import { tagOf } from "../../../src/operations/preflight/image-tag";
import { judgePublicImage } from "../../../src/operations/preflight/public-images";
import type { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import { products } from "../../products";
import { synthesizedStacks } from "../../support/environments";
import { stackOf } from "../support/stack";

describe("the images that an environment declares", () => {
  const stacks = new Map(synthesizedStacks(products).map((stack) => [stack.name, stack]));
  const stack = (name: string): SynthesizedStack => stacks.get(name) ?? stackOf("none");

  test("are in the repository of each service, named by its parameter", () => {
    expect(serviceImages(stack("shop-staging"))).toEqual(
      ["api", "web"].map((service) => ({
        service,
        repository: `shop/${service}`,
        platform: "linux/amd64",
        parameter: `/shop/staging/images/${service}`,
      })),
    );
  });

  test("are named once in a parameter where a pipeline deploys", () => {
    expect(serviceImages(stack("atlas-lab"))[0]).toEqual({
      service: "gateway",
      repository: "atlas/gateway",
      platform: "linux/arm64",
      firstParameter: "/atlas/lab/images/gateway",
    });
  });

  test("are somebody else's where containers name them in full, each once", () => {
    expect(publicImages(stack("atlas-lab"))).toEqual([
      { uri: "docker.io/grafana/grafana:12.2.0", platform: "linux/arm64" },
      { uri: "public.ecr.aws/docker/library/busybox:1.37.0", platform: "linux/arm64" },
    ]);
  });
});

describe("the image of a service", () => {
  const image = {
    ...{ service: "api", repository: "shop/api", parameter: "/shop/images/api" },
    platform: "linux/arm64",
  };
  const build = (tag: string): string =>
    `docker buildx build --platform linux/arm64 --push --tag 111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/api:${tag} .`;
  const choose = "aws ssm put-parameter --overwrite --name /shop/images/api --value 1.0.0";

  test.each<[string, string | undefined, Parameters<typeof judgeImage>[3], unknown]>([
    [
      "cannot be named before the first deploy",
      undefined,
      "no image",
      warning(
        "api: which image runs can be said once the deploy has created /shop/images/api",
        `${build("1.0.0")}  # then deploy, then:  ${choose}`,
      ),
    ],
    [
      "is not chosen yet",
      "not-pushed-yet",
      "no image",
      warning(
        "api: waits for its first image, which /shop/images/api is to name",
        `${build("1.0.0")} && ${choose}  # then:  npm run deploy -- shop-staging`,
      ),
    ],
    [
      "has no repository",
      "2.1",
      "no repository",
      missing("api: there is no repository shop/api", "npm run bootstrap -- shop-staging"),
    ],
    ["is not pushed", "2.1", "no image", missing("api: shop/api:2.1 is not in the registry", build("2.1"))],
    [
      "is for other machines",
      "2.1",
      ["linux/amd64", "windows/amd64"],
      missing("api: shop/api:2.1 is for linux/amd64, windows/amd64, but its tasks are linux/arm64", build("2.1")),
    ],
    [
      "does not tell its platform",
      "2.1",
      "unknown",
      warning(
        "api: shop/api:2.1 is there, but for which platform cannot be read",
        "docker manifest inspect --verbose 111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/api:2.1",
      ),
    ],
    ["fits", "2.1", ["linux/amd64", "linux/arm64"], ok("api: shop/api:2.1 for linux/arm64")],
    ["fits by its digest", "sha256:ab", ["linux/arm64"], ok("api: shop/api@sha256:ab for linux/arm64")],
    [
      "is gone by its digest",
      "sha256:ab",
      "no image",
      missing("api: shop/api@sha256:ab is not in the registry", `${build("1.0.0")} && ${choose}`),
    ],
  ])("%s", (_, tag, found, finding) => {
    expect(judgeImage(stackOf("shop-staging"), image, tag, found)).toEqual(finding);
  });
});

describe("the image of a service that a pipeline deploys", () => {
  const image = {
    ...{ service: "api", repository: "shop/api", firstParameter: "/shop/images/api" },
    platform: "linux/arm64",
  };
  const build =
    "docker buildx build --platform linux/arm64 --push --tag 111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/api:1.0.0 .";
  const choose = "aws ssm put-parameter --overwrite --name /shop/images/api --value 1.0.0";

  test.each<[string, string | undefined, Parameters<typeof judgeImage>[3], unknown]>([
    [
      "is said after the deploy",
      undefined,
      "no image",
      warning(
        "api: which image runs can be said once the deploy has created /shop/images/api",
        `${build}  # then deploy, then:  ${choose}`,
      ),
    ],
    [
      "is not deployed",
      "not-pushed-yet",
      "no image",
      warning(
        "api: waits for its first image, which /shop/images/api is to name",
        `${build} && ${choose}  # then:  npm run deploy -- shop-staging`,
      ),
    ],
    ["is gone", "2.1", "no image", missing("api: shop/api:2.1 is not in the registry", "Start the pipeline of api.")],
    ["fits", "2.1", ["linux/arm64"], ok("api: shop/api:2.1 for linux/arm64")],
  ])("%s", (_, tag, found, finding) => {
    expect(judgeImage(stackOf("shop-staging"), image, tag, found)).toEqual(finding);
  });

  test("is told by what stands behind its repository", () => {
    expect(tagOf("registry:5000/shop/api:2.1")).toBe("2.1");
    expect(tagOf("registry/shop/api@sha256:ab")).toBe("sha256:ab");
    expect(tagOf("registry:5000/shop/api")).toBeUndefined();
    expect(tagOf(undefined)).toBeUndefined();
  });
});

test("an index lists its platforms, but not what a builder attests; one image alone lists none", () => {
  const platform = (os: string, architecture: string): object => ({ platform: { os, architecture } });
  const index = { manifests: [platform("linux", "amd64"), platform("linux", "arm64"), platform("unknown", "unknown")] };
  expect(listedPlatforms(JSON.stringify(index))).toEqual(["linux/amd64", "linux/arm64"]);
  expect(listedPlatforms('{"config": {"digest": "sha256:ab"}}')).toBeUndefined();
});

describe("a public image", () => {
  const image = { uri: "public.ecr.aws/docker/library/busybox:1.37.0", platform: "linux/arm64" };

  /** A registry that serves a token, and then answers so. */
  function registry(status: number, body: object): [Parameters<typeof judgePublicImage>[1], string[]] {
    const asked: string[] = [];
    const get = (url: string, { headers }: { headers: Record<string, string> }): Promise<Response> => {
      asked.push(`${url} ${headers.authorization ?? ""}`.trim());
      return Promise.resolve(
        url.endsWith("/token/") ? Response.json({ token: "anonymous" }) : Response.json(body, { status }),
      );
    };
    return [get, asked];
  }

  test("is asked for at Amazon's registry, as anybody", async () => {
    const [get, asked] = registry(200, { manifests: [{ platform: { os: "linux", architecture: "arm64" } }] });
    expect(await judgePublicImage(image, get)).toEqual(
      ok("public.ecr.aws/docker/library/busybox:1.37.0 for linux/arm64"),
    );
    expect(asked).toEqual([
      "https://public.ecr.aws/token/",
      "https://public.ecr.aws/v2/docker/library/busybox/manifests/1.37.0 Bearer anonymous",
    ]);
  });

  test.each<[string, number, object, unknown]>([
    [
      "is not there",
      404,
      {},
      missing(
        "public.ecr.aws/docker/library/busybox:1.37.0 is not in the registry",
        "Correct its tag in the environment's file, or take a later version of this repository.",
      ),
    ],
    [
      "is for other machines",
      200,
      { manifests: [{ platform: { os: "linux", architecture: "amd64" } }] },
      missing(
        "public.ecr.aws/docker/library/busybox:1.37.0 is for linux/amd64, but the tasks are linux/arm64",
        "Choose another image, or another CPU architecture.",
      ),
    ],
    [
      "is refused for now",
      429,
      {},
      warning(
        "public.ecr.aws/docker/library/busybox:1.37.0: public.ecr.aws could not be asked (HTTP 429)",
        "docker manifest inspect public.ecr.aws/docker/library/busybox:1.37.0",
      ),
    ],
  ])("%s", async (_, status, body, finding) => {
    expect(await judgePublicImage(image, registry(status, body)[0])).toEqual(finding);
  });

  test("cannot be asked for without a network", async () => {
    expect(await judgePublicImage(image, () => Promise.reject(new TypeError("fetch failed")))).toEqual(
      warning(
        "public.ecr.aws/docker/library/busybox:1.37.0: public.ecr.aws could not be asked (fetch failed)",
        "docker manifest inspect public.ecr.aws/docker/library/busybox:1.37.0",
      ),
    );
  });

  test("of another registry is left alone", async () => {
    expect(await judgePublicImage({ ...image, uri: "docker.io/grafana/grafana:12.2.0" })).toEqual(
      notChecked("docker.io/grafana/grafana:12.2.0: it is in a registry of another account"),
    );
  });
});

describe("one image alone", () => {
  const manifest = '{"config": {"digest": "sha256:ab"}}';
  const platforms = (downloadUrl: string): Promise<unknown> =>
    platformsOf(manifest, {
      ecr: { send: () => Promise.resolve({ downloadUrl }) } as unknown as ECRClient,
      repositoryName: "shop/api",
    });

  test("tells its platform in its configuration", async () => {
    expect(await platforms('data:application/json,{"os":"linux","architecture":"arm64"}')).toEqual(["linux/arm64"]);
  });

  test("is of an unknown one where the configuration cannot be read", async () => {
    expect(await platforms("data:application/json,{}")).toBe("unknown");
    expect(await platforms("nowhere")).toBe("unknown");
  });
});
