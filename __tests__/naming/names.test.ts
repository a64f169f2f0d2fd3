import { describe, expect, test } from "@jest/globals";

import { type NameKind, nameLimits } from "../../src/naming/limits";
import { defaultNamingScheme, nameProblem, Names } from "../../src/naming/names";

const kinds = Object.keys(nameLimits) as NameKind[];
const environment = {
  product: "finance-app",
  stage: "staging",
  environment: "finance-app-staging",
  region: "us-east-1",
  account: "111122223333",
};
const belonging = { service: "api", loadBalancer: "public", key: "JWT_SECRET_KEY", hash: "a19a27" };

function names(scheme = defaultNamingScheme): Names {
  return new Names(scheme, environment);
}

describe("Names", () => {
  test("fills in what is known of the environment and of the thing", () => {
    expect(names().of("taskDefinitionFamily", { service: "api" })).toBe("finance-app-staging-api");
  });

  test("fills in a placeholder as often as it occurs", () => {
    const scheme = { ...defaultNamingScheme, cluster: "{stage}-{product}-{stage}" };

    expect(names(scheme).of("cluster")).toBe("staging-finance-app-staging");
  });

  test("prefers what is said of the thing to what is said of the environment", () => {
    expect(names().of("cluster", { environment: "other" })).toBe("other-cluster");
  });

  test("takes an empty value for a value", () => {
    expect(names().of("cluster", { environment: "" })).toBe("-cluster");
  });

  test("refuses a placeholder that the thing has no value for, and says which", () => {
    const scheme = { ...defaultNamingScheme, cluster: "{product}-{service}" };

    expect(() => names(scheme).of("cluster")).toThrow("names.cluster: {service} is not known for a ECS cluster");
  });

  test.each(kinds)("has a default for the kind %s that AWS accepts", (kind) => {
    expect(nameProblem(kind, names().of(kind, belonging))).toBeUndefined();
  });

  test.each(["finance-app-staging", "finance-app-production"])(
    "keeps what is unique in an account apart by the environment %s",
    (name) => {
      const stage = name.replace("finance-app-", "");
      const own = new Names(defaultNamingScheme, { ...environment, environment: name, stage });
      // An ECS service's name is unique in its cluster only.
      for (const kind of kinds.filter((candidate) => candidate !== "service"))
        expect(own.of(kind, belonging)).toContain(stage);
    },
  );
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
