import { type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { ECSClient, ListClustersCommand } from "@aws-sdk/client-ecs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, describe, expect, test } from "@jest/globals";

import { callerOf } from "../../../src/operations/aws/account-check";
import { awsProblem } from "../../../src/operations/aws/aws-error";
import { awsClient } from "../../../src/operations/aws/client";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** What stands where AWS should, for the clients of the SDK. */
async function inPlaceOfAws(answer: (response: ServerResponse) => void): Promise<object> {
  const server = createServer((_, response) => {
    answer(response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
}

async function errorOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** What is said of an answer that a client of XML and one of JSON get. */
async function problemsWith(answer: (response: ServerResponse) => void): Promise<unknown[]> {
  const elsewhere = await inPlaceOfAws(answer);
  const sts = awsClient(STSClient, "us-east-1", elsewhere).send(new GetCallerIdentityCommand());
  const ecs = awsClient(ECSClient, "us-east-1", elsewhere).send(new ListClustersCommand());
  return (await Promise.all([errorOf(sts), errorOf(ecs)])).map(awsProblem);
}

const page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Welcome<br></body></html>";

describe("where AWS should answer", () => {
  test.each([200, 403, 302])("a page in its place is told as such: HTTP %s", async (status) => {
    const problems = await problemsWith((response) => {
      response.writeHead(status, {
        "content-type": "text/html",
        ...(status === 302 && { location: "http://sign.in/" }),
      });
      response.end(page);
    });
    const problem = {
      kind: "another answered",
      what: `Something between this machine and AWS answered in its place (HTTP ${status}), such as a proxy or the sign-in page of a network.`,
      fix: "Sign in to the network, or see what HTTPS_PROXY and AWS_ENDPOINT_URL name, then repeat.",
    };
    expect(problems).toEqual([problem, problem]);
  });

  test("a page that is XML is no identity", async () => {
    const elsewhere = await inPlaceOfAws((response) => response.end("<html><body>Welcome</body></html>"));
    await expect(callerOf("us-east-1", awsClient(STSClient, "us-east-1", elsewhere))).rejects.toThrow(
      "Something between this machine and AWS answered in its place (HTTP 200), such as a proxy or the sign-in page of a network.",
    );
  });

  test.each([500, 503])("an error of its own says to repeat: HTTP %s", async (status) => {
    const problems = await problemsWith((response) => response.writeHead(status).end());
    expect(problems).toEqual([
      expect.objectContaining({
        kind: "broken",
        what: expect.stringContaining(`AWS could not answer (HTTP ${status}): `),
      }),
      expect.objectContaining({
        fix: "Repeat it in some minutes; https://health.aws.amazon.com tells of outages.",
      }),
    ]);
  });

  test("silence ends, and is told in seconds", async () => {
    const elsewhere = await inPlaceOfAws(() => undefined);
    const impatient = { requestTimeout: 100, throwOnRequestTimeout: true };
    const sts = awsClient(STSClient, "us-east-1", { ...elsewhere, requestHandler: impatient });
    expect(awsProblem(await errorOf(sts.send(new GetCallerIdentityCommand())))).toMatchObject({
      kind: "unreachable",
      what: "AWS cannot be reached: no answer within 0.1 seconds",
    });
  });

  test("every client has limits, of which the SDK has none", () => {
    const made: object[] = [];
    const Client = function (config: object): void {
      made.push(config);
    } as unknown as new (config: object) => object;
    awsClient(Client, "us-east-1");
    awsClient(Client, "us-east-1", { maxAttempts: 8 });
    const requestHandler = {
      ...{ connectionTimeout: 5_000, requestTimeout: 20_000, socketTimeout: 20_000 },
      throwOnRequestTimeout: true,
    };
    expect(made).toEqual([
      { region: "us-east-1", maxAttempts: 3, requestHandler },
      { region: "us-east-1", maxAttempts: 8, requestHandler },
    ]);
  });
});

test("a connection that is reset is no answer", () => {
  const reset = Object.assign(new Error("socket hang up"), { name: "TimeoutError", code: "ECONNRESET" });
  expect(awsProblem(reset)).toEqual({
    kind: "unreachable",
    what: "AWS cannot be reached: socket hang up",
    fix: "Mend the network, then repeat.",
  });
});

test.each([
  ["ThrottlingException", {}],
  ["TooManyRequestsException", {}],
  ["SlowDown", {}],
  ["Error", { $metadata: { httpStatusCode: 429 } }],
  ["Error", { $retryable: { throttling: true } }],
])("what AWS calls too much says to wait: %s %j", (name, more) => {
  expect(awsProblem(Object.assign(new Error("Rate exceeded"), { name, ...more }))).toEqual({
    kind: "throttled",
    what: "AWS takes no more requests of this account for the moment: Rate exceeded",
    fix: "Wait a minute, then repeat. What else asks AWS now, such as another deploy, counts as well.",
  });
});

test("a refusal is an answer", () => {
  const denied = Object.assign(new Error("no"), { name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
  expect(awsProblem(denied)).toBeUndefined();
  expect(awsProblem("x")).toBeUndefined();
});
