import { describe, expect, test } from "@jest/globals";

import { recoveryWindowDays, retention } from "../../src/terraform/on-destroy";

const bounds = { shortest: 7, longest: 30 };

describe("what is retained", () => {
  test("can't be destroyed by a plan", () => {
    expect(retention("retain")).toEqual({ preventDestroy: true });
  });

  test("can be called back for as long as AWS allows", () => {
    expect(recoveryWindowDays("retain", bounds)).toBe(30);
  });
});

describe("what is deleted", () => {
  test("can be destroyed by a plan", () => {
    expect(retention("delete")).toEqual({ preventDestroy: false });
  });

  test("goes as soon as AWS allows", () => {
    expect(recoveryWindowDays("delete", bounds)).toBe(7);
  });
});
