import type { Protection } from "./protection";

/**
 * What is known of one type of resource: facts only, each question answered. What follows from them, such as a finding or a
 * price, is the layer's that reads them; what several types have to do with one another is the layer's, too.
 */
export interface Kind {
  /** What AWS calls it, within a sentence. */
  readonly noun: string;
  /** The attribute with its name; `null` for what only AWS gives an id. */
  readonly name: string | null;
  /** What is stored in it; `null` where creating it again loses nothing. */
  readonly stored: Stored | null;
  /** What users, services or workflows miss while it is not there, without a full stop; `null` where they miss nothing. */
  readonly outage: string | null;
  readonly price: Price;
  /** The settings that protect what is stored or reached. */
  readonly protections: readonly Protection[];
  /** The attributes that Terraform sets once, and another owner changes afterwards. */
  readonly ignored: readonly IgnoredAttribute[];
  /** How another tool's resource is adopted. */
  readonly import: Import;
  /** The argument with a value that Terraform passes on without storing it; `null` where there is none, or none is used. */
  readonly writeOnly: string | null;
  /** The service and the resource type in its ARNs, as in `ec2:vpc`; none where it has no ARN that AWS lists by its tags. */
  readonly arns: readonly string[];
  /** How a resource that the state lost is found. */
  readonly recovery: Recovery;
  /**
   * The AWS CLI's command that deletes it, without the region: `{arn}`, `{id}` and the parts of the id (`{id/0}`) are those of
   * its ARN, `{path}` is the id with a slash in front of a path. `null` where no single command deletes it as this platform
   * sets it up, such as a bucket with objects or a role with policies, and where what is lost with it cannot be brought back.
   */
  readonly deletion: string | null;
  /** What AWS takes only once, and what a second one with it leads to; nothing for a type of which any number may be alike. */
  readonly unique: readonly UniqueValue[];
  /** The limit that counts resources of the type, in the account and the region; `null` where none is known. */
  readonly quota: Quota | null;
}

export interface Stored {
  /** What is lost with the resource, as in `With it goes …`. */
  readonly loss: string;
  /** Whether that is history, or a value that can be made again, and no data of the product. */
  readonly isRecreatable: boolean;
  /** Whether recovery points and snapshots may be readable only with it, or may be of it. @default not */
  readonly neededByBackups?: true;
}

/** Why it costs nothing by itself, or which rule of the estimate says what it costs. */
export type Price = { readonly free: string } | { readonly rule: PriceRule };

/** The rules of `src/cost/rules`: most prices depend on other resources, too. */
export type PriceRule =
  | "backupSelection"
  | "bucket"
  | "bucketReplication"
  | "budgetAction"
  | "compositeAlarm"
  | "dashboard"
  | "dbInstance"
  | "dbProxy"
  | "distribution"
  | "ecsCluster"
  | "ecsService"
  | "elasticAddress"
  | "encryptionKey"
  | "eventTarget"
  | "fileSystem"
  | "fileSystemBackup"
  | "healthCheck"
  | "hostedZone"
  | "imageRepository"
  | "loadBalancer"
  | "logDelivery"
  | "logGroup"
  | "metricAlarm"
  | "metricFilter"
  | "natGateway"
  | "parameter"
  | "privateNamespace"
  | "replicatedBackups"
  | "ruleGroup"
  | "samplingRule"
  | "schedule"
  | "secret"
  | "stateMachine"
  | "subscription"
  | "taskDefinition"
  | "topic"
  | "trail"
  | "vpcEndpoint"
  | "webAcl";

/** Who changes what Terraform made, after the first deploy and without asking it. */
export type Owner = "ECS" | "auto scaling" | "scheduled scaling" | "pipeline" | "CodeDeploy";

export interface IgnoredAttribute {
  readonly attribute: string;
  /** Who owns it instead. */
  readonly owner: Owner;
  readonly why: string;
  /** Tells whose a service is where two owners have the same attribute. */
  readonly deploymentController?: "ECS" | "CODE_DEPLOY";
}

/** How it is recognized and imported, or why it never is and what happens instead. */
export type Import = Importable | { readonly never: string };

/** Each type's page in the documentation of the AWS provider 5.100, section "Import". */
export interface Importable {
  /**
   * Attributes that tell it from every other one of its type; where several lists stand, the first that is known and
   * fits exactly one. A path such as `tags.Name` is one, too.
   */
  readonly by: readonly (readonly string[])[];
  /** Attributes that must not differ where both sides know them. */
  readonly also?: readonly string[];
  /**
   * What the provider imports it by: `{attribute}`, `{attribute:tail}` for what stands behind the last slash, `{one|=text}`
   * with a text for what is not said, `{@account}` and `{@region}`.
   * @default "{id}"
   */
  readonly id?: string;
  /** Attributes that are written in more than one way, as they are compared. @default as they stand */
  readonly spellings?: Readonly<Record<string, (value: unknown) => unknown>>;
  /** Other names that Terraform has, or had, for the type. @default none */
  readonly formerTypes?: readonly string[];
  /** Why one with a write-only value is not imported. @default it is */
  readonly unlessWriteOnly?: string;
}

export interface Recovery {
  /**
   * What the provider reads it by that AWS keeps unique; `null` for a type without such a name, or that is created by
   * overwriting: creating it again is harmless.
   */
  readonly byName: UniqueName | null;
  /**
   * What the provider reads it by that its ARN says: the ARN itself, the id in it, or attributes; `null` where its name is
   * enough, or where it has no ARN (Service Authorization Reference, "Resource types defined by").
   */
  readonly byArn: "arn" | "id" | ((id: string, arn: string) => Attributes) | null;
  /**
   * By what one that the same configuration created is told from the rest of its environment; `null` where that is what an
   * import goes by.
   */
  readonly recognizedBy: Importable["by"] | null;
}

export interface UniqueName {
  /**
   * The id in the state, with `{attribute}`, `{attribute:host}` of a URL, `{@account}` and `{@region}`, or made of the attributes
   * that the read needs; `null` for a type that has none.
   */
  readonly id: string | ((attributes: Attributes) => string | undefined) | null;
  /** Attributes that the provider's read needs beside the id. */
  readonly needs: readonly string[];
}

/** A value of which AWS takes each only once at a time. */
export interface UniqueValue {
  /** What AWS calls it, as in `priority`. */
  readonly noun: string;
  /** The attributes that it consists of. */
  readonly of: readonly string[];
  /** The attributes that say among which resources it is unique. @default the account's in the region */
  readonly within?: readonly string[];
  /**
   * What becomes of a second resource with it: AWS refuses it; or both are one in AWS, and what is done to one is done to the other.
   * @default "refused"
   */
  readonly second?: "refused" | "the same";
  /** Ranges of addresses, of which no two overlap. @default values that differ */
  readonly ranges?: boolean;
}

/** A limit that AWS raises on request, named and numbered as Service Quotas does, or one that is the same in every account. */
export type Quota = {
  /** What it counts, in the plural. */
  readonly name: string;
} & (
  | {
      readonly service: string;
      readonly code: string;
      /** Where it is asked for. @default the stack's region */
      readonly region?: string;
    }
  | {
      readonly allowed: number;
      /** The AWS CLI's command that lists them. */
      readonly listedBy: string;
    }
);

export type Attributes = Readonly<Record<string, unknown>>;
