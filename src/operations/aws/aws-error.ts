import { isNativeError } from "node:util/types";

const networkCodes = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

/** Whether an error says that there was no answer. */
export function isNetworkError(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return error.name === "TimeoutError" || (code !== undefined && networkCodes.has(code)) || isNetworkError(error.cause);
}

const credentialsErrors = new Set([
  "CredentialsProviderError",
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "SignatureDoesNotMatch",
  "TokenRefreshRequired",
  "UnrecognizedClientException",
]);

/** Whether an error says that nothing can be asked with these credentials. */
function isCredentialsError(error: unknown): boolean {
  return error instanceof Error && credentialsErrors.has(error.name);
}

/** Whether an error says that the caller lacks a permission. */
export function isDenied(error: unknown): boolean {
  return error instanceof Error && /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(error.name);
}

/** Something that keeps AWS from answering at all, or from answering now; nothing that it answers to a request. */
export interface AwsProblem {
  readonly kind: "another answered" | "throttled" | "broken" | "unreachable" | "credentials";
  readonly what: string;
  readonly fix: string;
}

/** What is wrong where an error is no answer to what was asked; `undefined` for any other error. */
export function awsProblem(error: unknown): AwsProblem | undefined {
  if (!isNativeError(error)) return undefined;
  const status = (error as Partial<ServiceError>).$metadata?.httpStatusCode ?? 0;
  const said = saidBy(error);
  if (status >= 500) {
    return {
      kind: "broken",
      what: `AWS could not answer (HTTP ${status}): ${said}`,
      fix: "Repeat it in some minutes; https://health.aws.amazon.com tells of outages.",
    };
  }
  if (isThrottled(error)) {
    return {
      kind: "throttled",
      what: `AWS takes no more requests of this account for the moment: ${said}`,
      fix: "Wait a minute, then repeat. What else asks AWS now, such as another deploy, counts as well.",
    };
  }
  if (isForeign(error, status)) {
    return {
      kind: "another answered",
      what: `Something between this machine and AWS answered in its place (HTTP ${status}), such as a proxy or the sign-in page of a network.`,
      fix: "Sign in to the network, or see what HTTPS_PROXY and AWS_ENDPOINT_URL name, then repeat.",
    };
  }
  if (isNetworkError(error))
    return { kind: "unreachable", what: `AWS cannot be reached: ${said}`, fix: "Mend the network, then repeat." };
  return isCredentialsError(error) ? { kind: "credentials", ...identityProblem(error) } : undefined;
}

/** What is wrong when AWS gave no identity for the credentials, and what helps. */
export function credentialsProblem(error: Error): Pick<AwsProblem, "what" | "fix"> {
  const { what, fix } = awsProblem(error) ?? identityProblem(error);
  return { what, fix };
}

/** An answer that lacks what AWS always says. */
export class AnswerOfAnother extends Error {
  readonly $metadata: { readonly httpStatusCode: number | undefined };

  constructor(httpStatusCode: number | undefined) {
    super("The answer is not AWS's.");
    this.$metadata = { httpStatusCode };
  }
}

interface ServiceError extends Error {
  readonly $metadata: { readonly httpStatusCode?: number | undefined };
  readonly $retryable?: { readonly throttling?: boolean };
}

const throttled = /^(Throttl|RequestThrottled|TooManyRequests|RequestLimitExceeded|SlowDown|PriorRequestNotComplete)/;

function isThrottled(error: Error): boolean {
  const { $retryable, $metadata } = error as Partial<ServiceError>;
  return throttled.test(error.name) || $retryable?.throttling === true || $metadata?.httpStatusCode === 429;
}

/** Whether an answer is in no form of AWS's: a page instead of data, or an error without a name. */
function isForeign(error: Error, status: number): boolean {
  const { name, message } = error;
  if (error instanceof AnswerOfAnother || message.includes("Deserialization error")) return true;
  return (
    status >= 300 &&
    ["Unknown", "UnknownError"].includes(name) &&
    message.startsWith("Unknown") &&
    ![403, 404].includes(status)
  );
}

function identityProblem(error: Error): Pick<AwsProblem, "what" | "fix"> {
  const said = saidBy(error);
  if (/expired/i.test(`${error.name} ${said}`)) {
    return {
      what: `Your AWS credentials have expired: ${said}`,
      fix: `Get new ones, with "aws sso login" where they come from there, then repeat.`,
    };
  }
  return {
    what: `AWS does not know who you are: ${said}`,
    fix: `Set AWS_PROFILE (after "aws sso login") or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, then repeat.`,
  };
}

function saidBy({ message, name, ...error }: Error): string {
  const [, milliseconds] = /exceeded the configured (\d+) ms requestTimeout/.exec(message) ?? [];
  if (milliseconds !== undefined) return `no answer within ${Number(milliseconds) / 1000} seconds`;
  return message === "" ? ((error as NodeJS.ErrnoException).code ?? name) : message;
}
