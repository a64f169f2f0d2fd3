import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { Emulator } from "../../../../src/operations/emulate/emulator/emulator";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await Emulator.start({ accountId: "111122223333", region: "us-east-1" });
});
afterAll(() => emulator.stop());

async function createGroup(name: string, invocation: string): Promise<{ status: number; text: string }> {
  const response = await fetch(emulator.url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization:
        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0",
      "amz-sdk-invocation-id": invocation,
    },
    body: `Action=CreateSecurityGroup&Version=2016-11-15&GroupName=${name}&GroupDescription=${name}`,
  });
  return { status: response.status, text: await response.text() };
}

test("an invocation whose response was lost is answered again and not done again, another one is done", async () => {
  const first = await createGroup("one", "1");
  expect(first.status).toBe(200);

  expect(await createGroup("one", "1")).toEqual(first);
  expect(await createGroup("one", "2")).toMatchObject({ status: 400, text: expect.stringContaining("Duplicate") });
  expect((await createGroup("two", "2")).status).toBe(200);
});
