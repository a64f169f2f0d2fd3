import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Lazy, type TerraformResource } from "cdktf";
import { Construct } from "constructs";

import { GrantedStatements } from "./granted-statements";
import { policyDocument, type PolicyStatement } from "./policy-document";

/** Something that can be given permissions. */
export interface IGrantable {
  /** Adds a statement; one that is there already is not added again. */
  grant(statement: PolicyStatement): void;
}

export interface RoleProps {
  readonly name: string;
  readonly description: string;
  /** Who may assume the role, how, and under which conditions. */
  readonly trust: Pick<PolicyStatement, "principals" | "conditions"> & {
    /** @default "sts:AssumeRole" */
    readonly action?: "sts:AssumeRole" | "sts:AssumeRoleWithWebIdentity";
  };
  /** The longest session, in hours, 1 to 12. @default 1 */
  readonly maxSessionHours?: number;
  /** ARN of the managed policy beyond which none of its permissions reaches. @default nothing bounds them */
  readonly permissionsBoundary?: string | undefined;
  /** The name of its policy. @default the role's */
  readonly policyName?: string;
}

/**
 * An IAM role whose permissions are what grants give it, in a policy of its own, or in several where they are more than
 * IAM takes in one (IAM User Guide, "IAM and AWS STS quotas"), beside policies that AWS maintains. A role without any
 * may do nothing.
 *
 * Costs nothing.
 */
export class Role extends Construct implements IGrantable {
  public readonly resource: IamRole;
  public readonly arn: string;
  private readonly attachments: IamRolePolicyAttachment[] = [];
  private readonly managed: IamRolePolicyAttachment[] = [];
  private readonly policies: GrantedStatements[] = [];
  private readonly policyName: string;

  public constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const { name, description, trust, maxSessionHours, permissionsBoundary, policyName = name } = props;
    const { action = "sts:AssumeRole", ...who } = trust;
    this.policyName = policyName;
    this.resource = new IamRole(this, "Resource", {
      name,
      description,
      assumeRolePolicy: policyDocument([{ sid: "Trust", actions: [action], ...who }]),
      ...(permissionsBoundary !== undefined && { permissionsBoundary }),
      ...(maxSessionHours !== undefined && { maxSessionDuration: maxSessionHours * 3600 }),
    });
    this.arn = this.resource.arn;
  }

  /**
   * The same on other resources joins them: two services of one image repository each look it up.
   *
   * @throws Error when another statement has the same `sid`.
   */
  public grant(statement: PolicyStatement): void {
    if (this.policies.some((policy) => policy.hasOther(statement)))
      throw new Error(`${this.node.path}: two different statements are called ${statement.sid}`);
    const candidates = [...this.policies.filter((policy) => policy.has(statement)), ...this.policies.slice(-1)];
    const roomy = candidates.find((policy) => policy.hasRoomFor(statement)) ?? this.createPolicy();
    roomy.add(statement);
  }

  /** Adds a policy that AWS writes and keeps up to date for one of its services, by its path and name. */
  public addManagedPolicy(policy: string): void {
    const id = policy.split("/").at(-1) ?? policy;
    this.managed.push(
      new IamRolePolicyAttachment(this, id, {
        role: this.resource.name,
        policyArn: `arn:aws:iam::aws:policy/${policy}`,
      }),
    );
  }

  /** What must be there before the role may do what it was granted. */
  public get permissions(): TerraformResource[] {
    return [...this.attachments, ...this.managed];
  }

  private createPolicy(): GrantedStatements {
    const statements = new GrantedStatements();
    this.policies.push(statements);
    const suffix = this.policies.length === 1 ? "" : `-${this.policies.length}`;
    const policy = new IamPolicy(this, `policy${suffix}`, {
      name: `${this.policyName}${suffix}`,
      description: `What ${this.node.id} may do`,
      policy: Lazy.stringValue({ produce: () => statements.document }),
    });
    this.attachments.push(
      new IamRolePolicyAttachment(this, `attachment${suffix}`, { role: this.resource.name, policyArn: policy.arn }),
    );
    return statements;
  }
}
