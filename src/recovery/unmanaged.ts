import { factsOf } from "../resources/facts";
import { type Arn, readArn } from "./arn";
import { typesOfArn } from "./from-arn";
import { madeByService } from "./made-by-services";

/** Terraform's type of a resource; `undefined` where none is known. */
export function typeOf({ kind }: Arn): string | undefined {
  return typesOfArn(kind)[0];
}

/** All types that it may be of: an ARN does not tell each from the others, such as a composite alarm from a metric's. */
export function typesOf({ kind }: Arn): ReadonlySet<string> {
  return new Set(typesOfArn(kind));
}

/** Whether backups may be lost with it. */
export function backupsMayNeed(arn: Arn): boolean {
  return factsOf(typeOf(arn) ?? "").stored?.neededByBackups ?? false;
}

/** The arguments of the AWS CLI that delete a resource; `undefined` where no single command should. */
export function deletionOf(arn: Arn): readonly string[] | undefined {
  const { deletion } = factsOf(typeOf(arn) ?? "");
  if (!deletion) return undefined;
  const words = deletion.split(" ").map((word) => filled(word, arn));
  return [...words, ...(arn.region === "" ? [] : ["--region", arn.region])];
}

function filled(word: string, { arn, id }: Arn): string {
  const parts: Readonly<Record<string, string | undefined>> = { arn, id, path: id.includes("/") ? `/${id}` : id };
  return word.replaceAll(/\{(?:(arn|id|path)|id\/(\d))\}/g, (_, name?: string, index?: string) =>
    name === undefined ? (id.split("/")[Number(index)] ?? "") : (parts[name] ?? ""),
  );
}

/**
 * What of a stack's tagged resources should be in its state and is not.
 *
 * @param inState ids and ARNs of the state's resources
 * @param forgotten types of which the configuration leaves some in AWS on purpose: what is of them cannot be told apart
 */
export function unmanagedAmong(
  arns: readonly string[],
  inState: ReadonlySet<string>,
  forgotten: ReadonlySet<string>,
): Arn[] {
  return arns.map(readArn).filter((arn) => {
    const type = typeOf(arn);
    if (madeByService(arn.kind, arn.id) !== undefined || (type !== undefined && forgotten.has(type))) return false;
    return ![arn.arn, arn.arn.replace(/:\*$/, ""), arn.id, arn.id.split("/").at(-1) ?? ""].some((id) =>
      inState.has(id),
    );
  });
}
