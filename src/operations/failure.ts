/** An error whose message is all a person needs; it is printed as it stands, without a stack trace. */
export class Failure extends Error {}
