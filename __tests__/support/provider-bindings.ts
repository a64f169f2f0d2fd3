import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import ts from "typescript";

import { isRecord } from "../../src/terraform-json/record";

/** What a block may and must have: an attribute's own block has a shape, too. */
interface Attribute {
  readonly isRequired: boolean;
  readonly block: ts.InterfaceDeclaration | undefined;
}

/** What Terraform gives to every block, whatever its type. */
const ofTerraform = new Set(["//", "alias", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"]);

/** A release of the AWS provider, as its bindings for cdktf describe it. */
export class ProviderBindings {
  private readonly sources = new Map<string, ts.SourceFile>();

  /** @param packageName an installed package, as in `@cdktf/provider-aws` */
  constructor(private readonly packageName: string) {}

  /** The release that they were made from. */
  get version(): string {
    const [, version = ""] =
      /providerVersion: '([^']+)'/.exec(readFileSync(this.file("provider", "index.js"), "utf8")) ?? [];
    return version;
  }

  /**
   * Attributes of a block of JSON that the release does not have, and those that it requires and the block lacks.
   *
   * @param folder the binding's: `s3-bucket`, `data-aws-vpc`, `provider`
   */
  problemsOf(folder: string, block: unknown): string[] {
    const config = this.config(folder);
    return config ? problemsIn(config, block, "") : ["no such type"];
  }

  /** The attributes that a block of a type may set, without those within its blocks. */
  attributesOf(folder: string): string[] {
    const config = this.config(folder);
    return config ? [...attributesOf(config).keys()] : [];
  }

  /** The props of the binding's class: its first interface. */
  private config(folder: string): ts.InterfaceDeclaration | undefined {
    const file = this.file(folder, "index.d.ts");
    return existsSync(file) ? this.source(file).statements.find(ts.isInterfaceDeclaration) : undefined;
  }

  private file(folder: string, name: string): string {
    return path.resolve("node_modules", this.packageName, "lib", folder, name);
  }

  private source(file: string): ts.SourceFile {
    const known = this.sources.get(file);
    if (known) return known;
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    this.sources.set(file, source);
    return source;
  }
}

function problemsIn(shape: ts.InterfaceDeclaration, value: unknown, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((member) => problemsIn(shape, member, at));
  if (!isRecord(value)) return [];
  const attributes = attributesOf(shape);
  const missing = [...attributes].filter(([name, { isRequired }]) => isRequired && !Object.hasOwn(value, name));
  return [
    ...missing.map(([name]) => `${at}${name} is required`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      if (at === "" && ofTerraform.has(name)) return [];
      const attribute = attributes.get(name);
      if (!attribute) return [`${at}${name} is unknown`];
      return attribute.block ? problemsIn(attribute.block, inner, `${at}${name}.`) : [];
    }),
  ];
}

/** By their names in Terraform, which their comments link to. */
function attributesOf(shape: ts.InterfaceDeclaration): ReadonlyMap<string, Attribute> {
  return new Map(
    shape.members.filter(ts.isPropertySignature).flatMap((member) => {
      const [, name] = /#(\w+) \w+#\1\}/.exec(member.getFullText()) ?? [];
      if (name === undefined) return [];
      return [[name, { isRequired: !member.questionToken, block: blockOf(member) }]];
    }),
  );
}

function blockOf({ type }: ts.PropertySignature): ts.InterfaceDeclaration | undefined {
  const names: readonly string[] = type?.getText().match(/\w+/g) ?? [];
  return type
    ?.getSourceFile()
    .statements.filter(ts.isInterfaceDeclaration)
    .find(({ name }) => names.includes(name.text));
}
