import { describe, expect, test } from "@jest/globals";

import { mastersIn } from "../../../src/operations/emulate/database-proof";
import { closedFolders, openFolders } from "../../../src/operations/emulate/isolation-proof";
import { type RunningTask } from "../../../src/operations/emulate/running-tasks";
import { strayingSecrets } from "../../../src/operations/emulate/secrets-inside";
import { type ContainerVariables, variablesIn } from "../../../src/operations/emulate/variables-inside";
import { declaredService } from "../support/declared-service";

const task: RunningTask = {
  ...{ service: declaredService({ key: "api" }), arn: "arn:aws:ecs:us-east-1:111122223333:task/shop/0123456789ab" },
  ...{ address: "10.0.3.4", taskRole: undefined, definitions: [], running: [] },
};

function inside(container: string, variables: Readonly<Record<string, string>>): ContainerVariables {
  return { task, container, variables: Object.entries(variables).map(([name, value]) => ({ name, value })) };
}

test("variables are read as /proc has them, those of several processes once", () => {
  expect(variablesIn("A=1\0B=two\nlines\0A=1\0A=2\0C=x=y\0=z\0\0")).toEqual([
    ...[
      { name: "A", value: "1" },
      { name: "B", value: "two\nlines" },
    ],
    ...[
      { name: "A", value: "2" },
      { name: "C", value: "x=y" },
    ],
  ]);
});

describe("the master user of a database", () => {
  const master = { database: "database", user: "owner", password: "a-password-of-rds" };
  const where = "  api (task 6789ab), container api has the";

  test.each([
    [{ PGUSER: "shop_api", PGDATABASE: "owner", PGPASSWORD: "another" }, []],
    [{ SECRET: "a-password-of-rds" }, [`${where} password of the master user of database in SECRET`]],
    [{ DB_USERNAME: "owner" }, [`${where} name of the master user of database in DB_USERNAME`]],
    [
      { DATABASE_URL: "postgresql://owner:x@db/shop" },
      [`${where} name of the master user of database in DATABASE_URL`],
    ],
    [{ DATABASE_URL: "postgresql://shop_api:x@owner/owner" }, []],
  ])("among %j", (variables, expected) => {
    expect(mastersIn(inside("api", variables), [master])).toEqual(expected);
  });

  test("is not looked for where nobody knows it", () => {
    expect(mastersIn(inside("api", { USER: "", EMPTY: "" }), [{ ...master, user: "", password: "" }])).toEqual([]);
  });
});

describe("a secret", () => {
  const value = "0f5c0a1e-7c1f-4f5e-9f0a-6d0a5f7d8c11";
  const secret = { valueFrom: "arn:secret", value, variables: new Map([["api/api", ["TOKEN"]]]) };

  test("is where it is declared", () => {
    expect(strayingSecrets([inside("api", { TOKEN: value, TOKEN_URL: `x${value}` })], [secret])).toEqual([]);
    expect(strayingSecrets([inside("proxy", { PORT: "80" })], [secret])).toEqual([]);
  });

  test.each([
    ["api", { OTHER: value }, "does not have the value of arn:secret in TOKEN"],
    ["proxy", { URL: `https://${value}@host` }, "has the value of arn:secret in URL, but does not declare it"],
  ])("is elsewhere in %s", (container, variables, expected) => {
    const found = strayingSecrets([inside(container, variables)], [secret]);
    expect(found).toEqual([`  api (task 6789ab), container ${container} ${expected}`]);
    expect(found.join()).not.toContain(value);
  });

  test("that is short, or in a container that nobody can look into, is not looked for", () => {
    expect(strayingSecrets([inside("proxy", { NAME: "postgres" })], [{ ...secret, value: "postgres" }])).toEqual([]);
    expect(strayingSecrets([{ task, container: "proxy", variables: undefined }], [secret])).toEqual([]);
  });
});

describe("the folders of a container", () => {
  const mountPoints = [
    { containerPath: "/tmp", sourceVolume: "scratch" },
    { containerPath: "/certificates", sourceVolume: "certificates", readOnly: true },
  ];

  test("are closed but for what is mounted", () => {
    const folders = closedFolders({ mountPoints, readonlyRootFilesystem: true });
    expect(folders).toEqual(expect.arrayContaining(["/", "/etc", "/var/tmp", "/certificates"]));
    expect(folders).not.toContain("/tmp");
    expect(openFolders({ mountPoints })).toEqual(["/tmp"]);
  });

  test("are closed only where they are mounted so, with an open root file system", () => {
    expect(closedFolders({ mountPoints, readonlyRootFilesystem: false })).toEqual(["/certificates"]);
  });
});
