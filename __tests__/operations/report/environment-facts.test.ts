import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";

import { readFacts } from "../../../src/operations/report/environment-facts";
import { stackOf } from "../support/stack";

const caller = `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>
<Arn>arn:aws:iam::111122223333:role/on-call</Arn><UserId>A</UserId></GetCallerIdentityResult></GetCallerIdentityResponse>`;
const lock = { ID: "1", Operation: "OperationTypeApply", Who: "ci", Created: "2026-11-23T07:00:00Z", Info: "" };
const noSuchKey = "<Error><Code>NoSuchKey</Code><Message>not there</Message></Error>";

/** What AWS answers to each look at the lock: whether it is held. */
let held: boolean[] = [];
let server: Server;
const before = { ...process.env };

beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = (status: number, body: string): void => void response.writeHead(status).end(body);
    if (request.url?.includes(".tflock"))
      if (held.shift() ?? false) answer(200, JSON.stringify(lock));
      else answer(404, noSuchKey);
    else if (request.url?.includes("shop.tfstate")) answer(404, noSuchKey);
    else if (request.headers.authorization?.includes("/sts/")) answer(200, caller);
    else answer(403, "<Error><Code>AccessDenied</Code></Error>");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.AWS_ACCESS_KEY_ID = "test";
  process.env.AWS_SECRET_ACCESS_KEY = "test";
});
afterAll(() => {
  process.env = before;
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  held = [];
});

test.each([
  { looks: [false, false], who: undefined },
  { looks: [true, false], who: "ci" },
  { looks: [false, true], who: "ci" },
])(
  "the lock is looked at before and after the rest, and a deploy that held it either time is told: $looks",
  async ({ looks, who }) => {
    held = looks;
    const { stack } = await readFacts(stackOf("shop"));
    expect(stack.lock?.who).toBe(who);
  },
);
