import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Lazy } from "cdktf";
import { Construct } from "constructs";

import { policyDocument, type PolicyStatement } from "./policy-document";

/** Something that can be given permissions. */
export interface IGrantable {
  /** Adds a statement; one that is there already is not added again. */
  grant(statement: PolicyStatement): void;
}

export interface RoleProps {
  readonly name: string;
  readonly description: string;
  /** Who may assume the role, and under which conditions. */
  readonly trust: Pick<PolicyStatement, "principals" | "conditions">;
}

/**
 * An IAM role whose permissions are what grants give it, in one inline policy. A role without grants may do nothing.
 *
 * Costs nothing.
 */
export class Role extends Construct implements IGrantable {
  public readonly resource: IamRole;
  private readonly statements = new Map<string, PolicyStatement>();

  public constructor(scope: Construct, id: string, { name, description, trust }: RoleProps) {
    super(scope, id);
    this.resource = new IamRole(this, "Resource", {
      name,
      description,
      assumeRolePolicy: policyDocument([{ sid: "Trust", actions: ["sts:AssumeRole"], ...trust }]),
    });
  }

  public get arn(): string {
    return this.resource.arn;
  }

  /** @throws Error when another statement has the same `sid`. */
  public grant(statement: PolicyStatement): void {
    const known = this.statements.get(statement.sid);
    if (known && JSON.stringify(known) !== JSON.stringify(statement)) {
      throw new Error(`${this.node.path}: two different statements are called ${statement.sid}`);
    }
    this.statements.set(statement.sid, statement);
    this.createPolicy();
  }

  private createPolicy(): void {
    if (this.node.tryFindChild("policy")) return;
    new IamRolePolicy(this, "policy", {
      name: "grants",
      role: this.resource.name,
      policy: Lazy.stringValue({ produce: () => policyDocument([...this.statements.values()]) }),
    });
  }
}
