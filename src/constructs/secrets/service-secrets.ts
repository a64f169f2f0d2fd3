import { Construct } from "constructs";

import type { OnDestroy } from "../../terraform/on-destroy";
import type { IGrantable } from "../iam/role";
import type { EncryptionKey } from "./encryption-key";
import { GeneratedSecret } from "./generated-secret";
import { OperatorSecret } from "./operator-secret";
import type { ISecretValue } from "./secret-value";

export interface ServiceSecretsProps {
  /** The environment variables whose values are generated, each a secret of its own. */
  readonly generated: readonly string[];
  /** The environment variables that an operator fills, as keys of one secret. */
  readonly operator: readonly string[];
  readonly generatedName: (key: string) => string;
  readonly operatorName: string;
  readonly encryptionKey: EncryptionKey;
  readonly onDestroy: OnDestroy;
}

/**
 * All secrets of one service (Amazon ECS Developer Guide, "Pass Secrets Manager secrets through Amazon ECS environment
 * variables").
 *
 * Costs money: 0.40 US dollars a month for each generated one and for the operator's.
 */
export class ServiceSecrets extends Construct {
  /** By environment variable. */
  public readonly values: Readonly<Record<string, ISecretValue>>;
  /** The secrets' ARNs, by environment variable and, for the operator's, `operator`. */
  public readonly arns: Readonly<Record<string, string>>;
  private readonly operator: OperatorSecret | undefined;

  public constructor(scope: Construct, id: string, props: ServiceSecretsProps) {
    super(scope, id);
    const generated = new Map(props.generated.map((key) => [key, this.generate(key, props)]));
    const operator = props.operator.length > 0 ? this.reserve(props) : undefined;
    this.operator = operator;
    this.values = {
      ...Object.fromEntries(generated),
      ...(operator && Object.fromEntries(props.operator.map((key) => [key, operator.value(key)]))),
    };
    this.arns = {
      ...Object.fromEntries([...generated].map(([key, secret]) => [key, secret.resource.arn])),
      ...(operator && { operator: operator.arn }),
    };
  }

  /** Lets a role read the operator's secret, where there is one. */
  public grantReadOperator(grantee: IGrantable): void {
    this.operator?.grantRead(grantee);
  }

  private generate(key: string, { generatedName, encryptionKey, onDestroy }: ServiceSecretsProps): GeneratedSecret {
    return new GeneratedSecret(this, key, {
      name: generatedName(key),
      description: `${key}, generated`,
      encryptionKey,
      onDestroy,
    });
  }

  private reserve({
    operator: keys,
    operatorName: name,
    encryptionKey,
    onDestroy,
  }: ServiceSecretsProps): OperatorSecret {
    return new OperatorSecret(this, "operator", { name, keys, encryptionKey, onDestroy });
  }
}
