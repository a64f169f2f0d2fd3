import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { Emulator } from "../../../../src/operations/emulate/emulator/emulator";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await Emulator.start({ accountId: "111122223333", region: "us-east-1" });
});
afterAll(() => emulator.stop());

interface Request {
  readonly service: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

async function send({ service, path = "/", method = "POST", headers, body }: Request): Promise<void> {
  await fetch(`${emulator.url}${path}`, {
    ...{ method, body: body ?? null },
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=someone/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      ...headers,
    },
  });
}

function ecs(operation: string, body: object): Request {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AmazonEC2ContainerServiceV20141113.${operation}`,
  };
  return { service: "ecs", headers, body: JSON.stringify(body) };
}

function form(service: string, body: string): Request {
  return { service, headers: { "content-type": "application/x-www-form-urlencoded" }, body };
}

/** What the emulator says of requests that this one adds. */
async function problemsOf(request: Request): Promise<string[]> {
  const before = new Set((await emulator.callLog()).problems.map(({ problem }) => problem));
  await send(request);
  const { problems } = await emulator.callLog();
  return problems
    .filter(({ side, problem }) => side === "request" && !before.has(problem))
    .map(({ operation, problem }) => `${operation}: ${problem}`);
}

test("what AWS would take has no problem, and is told with who called it", async () => {
  expect(await problemsOf(ecs("ListClusters", { maxResults: 10 }))).toEqual([]);
  expect(
    await problemsOf(form("ec2", "Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=cidr&Filter.1.Value.1=10")),
  ).toEqual([]);
  expect((await emulator.callLog()).calls).toEqual([
    { caller: "someone", service: "ec2", operation: "DescribeVpcs", count: 1 },
    { caller: "someone", service: "ecs", operation: "ListClusters", count: 1 },
  ]);
});

const queue = "https://sqs.us-east-1.amazonaws.com/111122223333/queue";
const sqs = { "content-type": "application/x-amz-json-1.0", "x-amz-target": "AmazonSQS.SendMessage" };

test.each<[string, Request, string]>([
  ["an operation that the service does not have", ecs("ListClustars", {}), "ecs: ecs has no operation ListClustars"],
  [
    "an argument of another type",
    ecs("ListClusters", { maxResults: "10" }),
    'ecs:ListClusters: maxResults is of type integer, got "10"',
  ],
  ["an unknown argument", ecs("ListClusters", { maxResult: 10 }), "ecs:ListClusters: maxResult is unknown, got 10"],
  [
    "a missing argument",
    ecs("DescribeServices", { cluster: "a" }),
    "ecs:DescribeServices: services is required, got null",
  ],
  [
    "a word that is not listed",
    ecs("ListTasks", { desiredStatus: "DONE" }),
    'ecs:ListTasks: desiredStatus is one of RUNNING, PENDING, STOPPED, got "DONE"',
  ],
  [
    "a missing argument within a list",
    ecs("RegisterTaskDefinition", { family: "a", containerDefinitions: [], volumes: [{ efsVolumeConfiguration: {} }] }),
    "ecs:RegisterTaskDefinition: volumes[].efsVolumeConfiguration.fileSystemId is required, got null",
  ],
  [
    "an unknown field of a form",
    form("ec2", "Action=DescribeVpcs&VpcIdd.1=a"),
    'ec2:DescribeVpcs: VpcIdd.1 is unknown, got "a"',
  ],
  [
    "a number that is too great in a form",
    form("ec2", "Action=DescribeVpcs&MaxResults=1001"),
    "ec2:DescribeVpcs: MaxResults at most 1000, got 1001",
  ],
  [
    "a pattern",
    form("iam", "Action=GetRole&RoleName=a%2Fb"),
    String.raw`iam:GetRole: RoleName matches [\w+=,.@-]+, got "a/b"`,
  ],
  [
    "too many characters",
    form("iam", `Action=GetRole&RoleName=${"a".repeat(65)}`),
    "iam:GetRole: RoleName at most 64 characters, got 65",
  ],
  [
    "a missing argument of another protocol",
    { service: "sqs", headers: sqs, body: JSON.stringify({ QueueUrl: queue }) },
    "sqs:SendMessage: MessageBody is required, got null",
  ],
  [
    "an unknown element of XML",
    {
      service: "s3",
      method: "PUT",
      path: "/bucket?versioning",
      body: "<VersioningConfiguration><State>Enabled</State></VersioningConfiguration>",
    },
    's3:PutBucketVersioning: VersioningConfiguration.State is unknown, got "Enabled"',
  ],
  [
    "a path that no operation has",
    { service: "s3", method: "PATCH", path: "/bucket" },
    "s3: s3 has no operation PATCH /bucket?",
  ],
])("says what AWS would refuse: %s", async (_, request, problem) => {
  expect(await problemsOf(request)).toContain(problem);
});
