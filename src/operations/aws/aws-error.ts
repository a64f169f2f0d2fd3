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

/** Whether an error says that nobody answered at all. */
export function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
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
export function isCredentialsError(error: unknown): boolean {
  return error instanceof Error && credentialsErrors.has(error.name);
}

/** Whether an error says that somebody may not do what they tried. */
export function isDenied(error: unknown): boolean {
  return error instanceof Error && /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(error.name);
}

/** What is wrong with credentials that AWS gave no identity for, and what helps. */
export function credentialsProblem(error: Error): { readonly what: string; readonly fix: string } {
  const said = error.message === "" ? ((error as NodeJS.ErrnoException).code ?? error.name) : error.message;
  if (isNetworkError(error)) return { what: `AWS cannot be reached: ${said}`, fix: "Mend the network, then repeat." };
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
