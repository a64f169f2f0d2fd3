import { describe, expect, test } from "@jest/globals";

import { type NameKind, nameKinds } from "../../src/naming/name-kinds";
import { defaultNamingScheme, nameProblem, Names, type NamingScheme } from "../../src/naming/names";

const kinds = Object.keys(nameKinds) as NameKind[];
const environment = {
  product: "finance-app",
  stage: "staging",
  environment: "finance-app-staging",
  region: "us-east-1",
  account: "111122223333",
};
const belonging = {
  service: "api",
  loadBalancer: "public",
  cluster: "orders",
  key: "JWT_SECRET_KEY",
  task: "prune-tokens",
  hash: "a19a27",
  color: "gr",
};

function names(scheme: Partial<NamingScheme> = {}): Names {
  return new Names({ ...defaultNamingScheme, ...scheme }, environment);
}

describe("Names", () => {
  test("fills in what is known of the environment and of the thing", () => {
    expect(names().of("taskDefinitionFamily", { service: "api" })).toBe("finance-app-staging-api");
  });

  test("fills in a placeholder as often as it occurs", () => {
    expect(names({ cluster: "{stage}-{product}-{stage}" }).of("cluster")).toBe("staging-finance-app-staging");
  });

  test("prefers what is said of the thing to what is said of the environment", () => {
    expect(names().of("cluster", { environment: "other" })).toBe("other-cluster");
  });

  test("takes an empty value for a value", () => {
    expect(names().of("cluster", { environment: "" })).toBe("-cluster");
  });

  test("refuses a placeholder that the thing has no value for, and says which", () => {
    expect(() => names({ cluster: "{product}-{service}" }).of("cluster")).toThrow(
      'names.cluster: {service} is not known in a name of the kind "ECS cluster"; known are {account}, {environment}, {product}, {region}, {stage}',
    );
  });

  test.each(kinds)("has a default for the kind %s that AWS accepts", (kind) => {
    expect(nameProblem(kind, names().of(kind, belonging))).toBeUndefined();
  });

  test.each(["finance-app-staging", "finance-app-production"])(
    "keeps what is unique in an account apart by the environment %s",
    (name) => {
      const stage = name.replace("finance-app-", "");
      const own = new Names(defaultNamingScheme, { ...environment, environment: name, stage });
      // An ECS service's name is unique in its cluster only, a schedule's in its group.
      for (const kind of kinds.filter((candidate) => candidate !== "service" && candidate !== "schedule"))
        expect(own.of(kind, belonging)).toContain(stage);
    },
  );
});

describe("a table of names", () => {
  test("is read by the thing's key, whatever kind of thing that is", () => {
    const tables = names({
      service: { api: "api-service" },
      loadBalancer: { public: "ecs" },
      databasePassword: { orders: "pwd-orders" },
      keyAlias: { database: "rds" },
    });

    expect(tables.of("service", { service: "api" })).toBe("api-service");
    expect(tables.of("loadBalancer", { loadBalancer: "public" })).toBe("ecs");
    expect(tables.of("databasePassword", { cluster: "orders" })).toBe("pwd-orders");
    expect(tables.of("keyAlias", { key: "database" })).toBe("rds");
  });

  test("is read by the service first, where a thing is known by more than one key", () => {
    const tables = names({ generatedSecret: { api: "by-service", JWT_SECRET_KEY: "by-key" } });

    expect(tables.of("generatedSecret", { service: "api", key: "JWT_SECRET_KEY" })).toBe("by-service");
  });

  test("has a row for the rest, in which placeholders are filled in as anywhere", () => {
    const tables = names({ taskRole: { grafana: "ecs-task-{stage}", default: "CR-{service}" } });

    expect(tables.of("taskRole", { service: "grafana" })).toBe("ecs-task-staging");
    expect(tables.of("taskRole", { service: "api" })).toBe("CR-api");
  });

  test("names with its row for the rest what is there once", () => {
    expect(names({ cluster: { default: "ecs-{region}" } }).of("cluster")).toBe("ecs-us-east-1");
  });

  test("refuses a thing that it has no row for, and says what to add", () => {
    expect(() => names({ taskRole: { api: "CR-api" } }).of("taskRole", { service: "web" })).toThrow(
      'names.taskRole: has no row for web; add it, or "default"',
    );
  });

  test("refuses what is there once when it has no row for the rest", () => {
    expect(() => names({ cluster: { api: "ecs" } }).of("cluster")).toThrow(
      'names.cluster: has no row for default; add it, or "default"',
    );
  });
});

describe("nameProblem", () => {
  test("states both lengths of a target group's name with 33 characters", () => {
    const name = "a".repeat(33);

    expect(nameProblem("targetGroup", name)).toBe(`the target group name "${name}" has 33 characters, AWS allows 32`);
  });

  test("says what a name may hold that has something else", () => {
    expect(nameProblem("database", "finance--app")).toBe(
      'the RDS instance name "finance--app" may hold only lower-case letters, digits and single inner hyphens, a letter first',
    );
  });

  test("finds nothing wrong with a name of exactly 32 characters", () => {
    expect(nameProblem("targetGroup", "a".repeat(32))).toBeUndefined();
  });
});
