import { Failure } from "./failure";

const notAccepted = new Set([
  "CredentialsProviderError",
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "SignatureDoesNotMatch",
  "TokenRefreshRequired",
  "UnrecognizedClientException",
]);

const notReached = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "ETIMEDOUT",
  "TimeoutError",
]);

/** What an error of the SDK means for the whole command, if it means that nothing can be asked. */
export function refusal(error: unknown): Failure | undefined {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  if (notReached.has(name ?? "") || notReached.has(code ?? ""))
    return new Failure(
      [
        `AWS cannot be reached: ${message || (code ?? name ?? "")}`,
        "Check the network, its proxy (HTTPS_PROXY) and AWS_ENDPOINT_URL, then repeat.",
      ].join("\n"),
    );
  return notAccepted.has(name ?? "") ? notKnown(message ?? "") : undefined;
}

export function notKnown(message: string): Failure {
  return new Failure(
    [
      `AWS does not know who you are: ${message}`,
      `Set AWS_PROFILE (after "aws sso login") or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, then repeat.`,
    ].join("\n"),
  );
}

/** Whether somebody may not do what they tried. */
export function isDenied(error: unknown): boolean {
  return /AccessDenied|UnauthorizedOperation|NotAuthorized/.test((error as { name?: string }).name ?? "");
}
