import { describe, expect, test } from "@jest/globals";
import { Testing } from "cdktf";

import { platform, retained } from "../environments";
import type { Environment } from "../src/config/environment";
import { checkPlatform } from "../src/config/platform";
import { selectStacks } from "../src/config/selection";
import type { RetainedResources } from "../src/naming/retained-resources";
import { EnvironmentStack } from "../src/stacks/environment-stack";
import { withNewAddresses } from "../src/operations/retain/retained-file";
import { products } from "./products";
import { synthesizedStacks, synthesizeEverything } from "./support/environments";
import { Synthesized } from "./support/synthesized";

describe("the list of stateful resources", () => {
  const stacks = [...synthesizeEverything(platform)];

  test.each(stacks)("has lost nothing of %s that was not forgotten on purpose", (name, synthesized) => {
    const missing = retained[name]?.managed.filter((address) => !synthesized.addresses().includes(address));

    expect(missing).toEqual([]);
  });

  test.each(stacks)("is complete for %s; npm run retain completes it", (name, synthesized) => {
    const unlisted = synthesized.irreplaceable().filter((address) => !retained[name]?.managed.includes(address));

    expect(unlisted).toEqual([]);
  });
});

describe("taking something out of a configuration", () => {
  const production = "shop-production";
  const retained = withNewAddresses({}, synthesizedStacks(products));
  const database = "aws_db_instance.database_EBDE4557";

  function without(
    change: (environment: Environment) => Environment,
    known: RetainedResources | undefined,
  ): Synthesized {
    const [selected] = selectStacks(checkPlatform(products), [production]).environments;
    if (!selected) throw new Error(`there is no ${production}`);
    return new Synthesized(new EnvironmentStack(Testing.app(), change(selected.environment), selected.account, known));
  }

  function withoutDatabase(environment: Environment): Environment {
    const changed = structuredClone(environment);
    delete changed.database;
    for (const service of Object.values(changed.services)) delete service.database;
    return changed;
  }

  test("forgets the database and all that it needs to live, and destroys none of it", () => {
    const removed = without(withoutDatabase, retained[production]).section("removed");

    expect(removed).toEqual(
      [
        "aws_cloudwatch_log_group.database_log-group-postgresql_3BD22C85",
        "aws_cloudwatch_log_group.database_log-group-upgrade_9613D18B",
        database,
        "aws_db_instance_automated_backups_replication.recovery-region_database-backups_8027CBFE",
        "aws_db_parameter_group.database_parameter-group_33D396C4",
        "aws_db_subnet_group.database_subnet-group_706EB4D1",
        "aws_iam_policy.database_monitoring-role_policy_2FCDEC14",
        "aws_iam_role.database_monitoring-role_57DCD497",
        "aws_iam_role_policy_attachment.database_monitoring-role_attachment_0D5AFD6A",
        "aws_kms_key.database_key_A2E654CB",
        "aws_secretsmanager_secret.services_api_database-user_secret_76F2B44C",
        "aws_security_group.database_security-group_1508446B",
        "random_id.database_final-snapshot-suffix_FA071C2A",
      ].map((from) => ({ from, lifecycle: { destroy: false } })),
    );
  });

  test("forgets a secret that no service asks for any more", () => {
    const withoutSecrets = ({ services: { api, ...others }, ...rest }: Environment): Environment => ({
      ...rest,
      services: { ...others, ...(api && { api: { ...api, secrets: { generated: [], operator: [] } } }) },
    });

    expect(without(withoutSecrets, retained[production]).section("removed")).toContainEqual({
      from: "aws_secretsmanager_secret.services_api_secrets_operator_418B285E",
      lifecycle: { destroy: false },
    });
  });

  test("destroys only what somebody has taken off the list", () => {
    const known = retained[production];
    const shortened = { managed: (known?.managed ?? []).filter((address) => address !== database), forgotten: [] };

    const removed = without(withoutDatabase, shortened).section("removed") as { from: string }[];
    expect(removed.map(({ from }) => from)).not.toContain(database);
  });

  test("goes on keeping what was forgotten before", () => {
    const known = { managed: [], forgotten: [database] };

    expect(without(withoutDatabase, known).section("removed")).toEqual([
      { from: database, lifecycle: { destroy: false } },
    ]);
  });

  test("leaves a complete environment as it is", () => {
    expect(without((environment) => environment, retained[production]).section("removed")).toBeUndefined();
  });
});
