import { expect, test } from "@jest/globals";

import { containersByName, containersIn } from "../../src/terraform-json/containers";

const definitions = JSON.stringify([{ name: "api", image: "busybox" }, "no container", { name: "proxy" }]);

test("containers are those of the definitions' JSON", () => {
  expect(containersIn(definitions)).toEqual([{ name: "api", image: "busybox" }, { name: "proxy" }]);
  expect([...containersByName(definitions).keys()]).toEqual(["api", "proxy"]);
});

test.each([[undefined], [""], ["{}"], ["${local.definitions}"], ['"text"'], [Symbol("unknown")]])(
  "there are none in %p",
  (text) => {
    expect(containersIn(text)).toEqual([]);
  },
);
