/** What an ARN says (Amazon Resource Name, "ARN format"). */
export interface Arn {
  readonly arn: string;
  /** The service and the kind of resource, as in `ec2:vpc`; the kind is empty where the service's ARNs have none: `sns:`. */
  readonly kind: string;
  /** Empty for what lies in no region. */
  readonly region: string;
  /** The rest: an id, a name, or a path that begins with one. */
  readonly id: string;
}

/** The parts of an ARN; empty ones for a text that is none. */
export function readArn(arn: string): Arn {
  const [, service = "", region = "", kind = "", id = ""] =
    /^arn:[^:]*:([^:]*):([^:]*):[^:]*:(?:([^/:]*)[/:])?(.*)$/.exec(arn) ?? [];
  return { arn, kind: `${service}:${kind}`, region, id };
}
