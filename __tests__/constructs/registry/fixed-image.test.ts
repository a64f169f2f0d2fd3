import { describe, expect, test } from "@jest/globals";

import { PublicImage, UnpushedImage } from "../../../src/constructs/registry/fixed-image";
import { RegisteredRepository } from "../../../src/constructs/registry/registered-repository";
import { grantee, permissions } from "../../support/grantee";
import { resolved } from "../../support/resolved";
import { synthesize } from "../../support/synthesized";

describe("PublicImage", () => {
  test("is what it is called", () => {
    expect(new PublicImage("grafana/grafana:12.0.0").uri).toBe("grafana/grafana:12.0.0");
  });

  test("needs no permission", () => {
    const stack = synthesize((scope) => {
      grantee(scope);
      new PublicImage("grafana/grafana:12.0.0").grantPull();
    });

    expect(stack.types()).toEqual(["aws_iam_role"]);
  });
});

describe("UnpushedImage", () => {
  test("is a tag of the repository that no image has, for a pipeline to replace", () => {
    let uri: unknown;
    const stack = synthesize((scope) => {
      uri = resolved(scope, new UnpushedImage(new RegisteredRepository(scope, "repository", "shop/api")).uri);
    });

    const url = stack.reference("data.aws_ecr_repository", "repository", "repository_url");
    expect(uri).toBe(`${url}:not-pushed-yet`);
    expect(stack.types()).toEqual([]);
  });

  test("lets a role pull from its repository, for the revisions that come", () => {
    const stack = synthesize((scope) => {
      const repository = new RegisteredRepository(scope, "repository", "shop/api");
      new UnpushedImage(repository).grantPull(grantee(scope));
    });

    expect(permissions(stack).map(({ Sid }) => Sid)).toEqual(["LogInToRegistry", "PullShopApi"]);
  });
});
