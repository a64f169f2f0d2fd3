import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import ts from "typescript";

/** What the comment of a property says. */
export interface Comment {
  /** Empty where there is none. */
  readonly meaning: string;
  /** The text of `@default`. */
  readonly default: string | undefined;
  /** The text of `@creates`: the types of Terraform that exist because of the setting. */
  readonly creates: string | undefined;
  /** The text of `@costs`: what AWS charges for. */
  readonly costs: string | undefined;
}

/**
 * A schema as its source is written: the comments of its properties stand nowhere else. An expression of zod is followed
 * through its calls, its constants and their imports; nothing is executed.
 */
export class WrittenSchema {
  private constructor(private readonly expression: ts.Expression) {}

  /** @throws Error when the file has no constant of that name */
  static of(file: string, constant: string): WrittenSchema {
    const initializer = constantsOf(sourceOf(file)).get(constant);
    if (!initializer) throw new Error(`${file} has no constant ${constant}`);
    return new WrittenSchema(initializer);
  }

  /** What is written at a property of an object; `undefined` where it is no object, or does not have it. */
  property(name: string): { readonly comment: Comment; readonly schema: WrittenSchema } | undefined {
    const [literal] = this.arguments("strictObject");
    const property = literal && propertiesOf(literal).find((one) => one.name.getText() === name);
    if (!property) return undefined;
    const schema = new WrittenSchema(ts.isPropertyAssignment(property) ? property.initializer : property.name);
    return { comment: commentOf(property), schema };
  }

  /** The member of a list, or the value of a record. */
  get member(): WrittenSchema | undefined {
    const value = this.arguments("array")[0] ?? this.arguments("record")[1] ?? this.arguments("partialRecord")[1];
    return value && new WrittenSchema(value);
  }

  /** The members of a union, in their order. */
  get alternatives(): readonly WrittenSchema[] {
    const list = this.arguments("union")[0] ?? this.arguments("discriminatedUnion")[1];
    return list && ts.isArrayLiteralExpression(list) ? list.elements.map((one) => new WrittenSchema(one)) : [];
  }

  /** The arguments of the call of zod that makes the schema, where it is the call of that function. */
  private arguments(name: string): readonly ts.Expression[] {
    const call = creation(this.expression);
    return call && calledName(call) === name ? call.arguments : [];
  }
}

/** `z.strictObject(…)` in `z.strictObject(…).refine(…).default(…)`, wherever it is written. */
function creation(expression: ts.Expression): ts.CallExpression | undefined {
  if (ts.isIdentifier(expression)) {
    const value = valueOf(expression);
    return value && creation(value);
  }
  if (!ts.isCallExpression(expression)) return undefined;
  const { expression: called } = expression;
  if (!ts.isPropertyAccessExpression(called)) return undefined;
  return called.expression.getText() === "z" ? expression : creation(called.expression);
}

function calledName({ expression }: ts.CallExpression): string | undefined {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

type Property = ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

/** The properties of an object literal, those that it spreads included. */
function propertiesOf(expression: ts.Expression): Property[] {
  if (ts.isSatisfiesExpression(expression)) return propertiesOf(expression.expression);
  const literal = ts.isIdentifier(expression) ? valueOf(expression) : expression;
  if (!literal || !ts.isObjectLiteralExpression(literal)) return [];
  return literal.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) return propertiesOf(property.expression);
    return ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property) ? [property] : [];
  });
}

function valueOf(identifier: ts.Identifier): ts.Expression | undefined {
  const source = identifier.getSourceFile();
  return (
    constantsOf(source).get(identifier.text) ??
    importsOf(source)
      .flatMap((file) => constantsOf(sourceOf(file)).get(identifier.text) ?? [])
      .at(0)
  );
}

const sources = new Map<string, ts.SourceFile>();

function sourceOf(file: string): ts.SourceFile {
  const known = sources.get(file);
  if (known) return known;
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  sources.set(file, source);
  return source;
}

function constantsOf(source: ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  const declarations = source.statements
    .filter(ts.isVariableStatement)
    .flatMap((one) => [...one.declarationList.declarations]);
  return new Map(declarations.flatMap(({ name, initializer }) => (initializer ? [[name.getText(), initializer]] : [])));
}

/** The files beside a source that it imports from. */
function importsOf(source: ts.SourceFile): string[] {
  return source.statements
    .filter(ts.isImportDeclaration)
    .map(
      ({ moduleSpecifier }) =>
        `${path.join(path.dirname(source.fileName), (moduleSpecifier as ts.StringLiteral).text)}.ts`,
    )
    .filter((file) => existsSync(file));
}

function commentOf(property: Property): Comment {
  const [comment] = ts.getJSDocCommentsAndTags(property).filter(ts.isJSDoc);
  const tagged = (name: string): string | undefined =>
    oneLine(comment?.tags?.find(({ tagName }) => tagName.text === name)?.comment);
  return {
    meaning: oneLine(comment?.comment) ?? "",
    default: tagged("default"),
    creates: tagged("creates"),
    costs: tagged("costs"),
  };
}

function oneLine(text: string | ts.NodeArray<ts.JSDocComment> | undefined): string | undefined {
  return ts.getTextOfJSDocComment(text)?.replaceAll(/\s+/g, " ").trim();
}
