import { merged, policyDocument, type PolicyStatement } from "./policy-document";

/** IAM User Guide, "IAM and AWS STS quotas": of a customer managed policy, without white space. */
const charactersOfAPolicy = 6144;

/** What stands for the longest that an ARN usually is while only a deploy knows which one it is. */
const anArn = "x".repeat(120);

/** The statements of one policy, by `sid`: as many as IAM takes. */
export class GrantedStatements {
  private readonly bySid = new Map<string, PolicyStatement>();

  /** Whether something else has the same `sid`. */
  public hasOther(statement: PolicyStatement): boolean {
    const known = this.bySid.get(statement.sid);
    return known !== undefined && whatOf(known) !== whatOf(statement);
  }

  public has({ sid }: PolicyStatement): boolean {
    return this.bySid.has(sid);
  }

  public hasRoomFor(statement: PolicyStatement): boolean {
    const statements = new Map(this.bySid).set(statement.sid, this.joined(statement));
    return estimated(documentOf(statements)).length <= charactersOfAPolicy;
  }

  /** The same on other resources joins them. */
  public add(statement: PolicyStatement): void {
    this.bySid.set(statement.sid, this.joined(statement));
  }

  public get document(): string {
    return documentOf(this.bySid);
  }

  private joined(statement: PolicyStatement): PolicyStatement {
    const { resources: known = [] } = this.bySid.get(statement.sid) ?? {};
    const resources = [...new Set([...known, ...(statement.resources ?? [])])];
    return resources.length > 0 ? { ...statement, resources } : statement;
  }
}

function whatOf(statement: PolicyStatement): string {
  return JSON.stringify({ ...statement, resources: undefined });
}

function documentOf(statements: ReadonlyMap<string, PolicyStatement>): string {
  return policyDocument(merged([...statements.values()]));
}

function estimated(document: string): string {
  return document.replaceAll(/\$\{TfToken\[[^\]]*\]\}/g, anArn);
}
