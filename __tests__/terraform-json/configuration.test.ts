import { expect, test } from "@jest/globals";

import { blocksIn } from "../../src/terraform-json/configuration";

const s3 = { bucket: "state", key: "shop", region: "eu-central-1", allowed_account_ids: ["111122223333"] };
const note = (path: string): object => ({ "//": { metadata: { path } } });

test("a synthesized block has its address, its provider's region, and the path that cdktf notes", () => {
  const blocks = blocksIn({
    terraform: { backend: { s3 } },
    provider: { aws: [{ region: "us-east-1" }, { alias: "us-west-2", region: "us-west-2" }] },
    resource: {
      aws_backup_vault: {
        vault_00000001: { name: "here", ...note("shop/recovery/vault/Resource") },
        vault_00000002: { name: "there", provider: "aws.us-west-2", ...note("shop/recovery-region/vault/Resource") },
      },
    },
    data: { aws_ecr_repository: { x: { ...note("shop/services/api/Default/repository") } } },
  });
  expect(
    blocks.all.map(({ address, mode, type, name, region, path }) => [address, mode, type, name, region, path]),
  ).toEqual([
    [
      "aws_backup_vault.vault_00000001",
      "managed",
      "aws_backup_vault",
      "vault_00000001",
      "us-east-1",
      { part: "recovery", detail: "vault" },
    ],
    [
      "aws_backup_vault.vault_00000002",
      "managed",
      "aws_backup_vault",
      "vault_00000002",
      "us-west-2",
      { part: "recoveryRegion", detail: "vault" },
    ],
    [
      "data.aws_ecr_repository.x",
      "data",
      "aws_ecr_repository",
      "x",
      "us-east-1",
      { part: "services.api", detail: "repository" },
    ],
  ]);
});

test("without a provider's region, blocks are where the state is", () => {
  const { all } = blocksIn({ terraform: { backend: { s3 } }, resource: { aws_lb: { a: {} } } });
  expect(all.map(({ region }) => region)).toEqual(["eu-central-1"]);
});
