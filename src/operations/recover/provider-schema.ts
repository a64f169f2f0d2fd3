import { z } from "zod";

const blockSchema = z.object({
  attributes: z.record(z.string(), z.object({ type: z.unknown(), write_only: z.boolean().optional() })).optional(),
});
type Block = z.output<typeof blockSchema>;

/** The part of `terraform providers schema -json` that is needed to write a state. */
const schemas = z.object({
  provider_schemas: z.record(
    z.string(),
    z.object({
      resource_schemas: z
        .record(
          z.string(),
          z.object({
            version: z.number(),
            block: blockSchema,
          }),
        )
        .default({}),
    }),
  ),
});

export interface TypeSchema {
  readonly version: number;
  /** Attributes that are a text, a number or a boolean, and are stored. */
  readonly simple: ReadonlyMap<string, "string" | "number" | "bool">;
}

/** What the provider says of its types. */
export type ProviderSchema = ReadonlyMap<string, TypeSchema>;

export function readSchema(json: string): ProviderSchema {
  const { provider_schemas: providers } = schemas.parse(JSON.parse(json));
  return new Map(
    Object.values(providers).flatMap(({ resource_schemas: types }) =>
      Object.entries(types).map(([type, { version, block }]) => [type, { version, simple: simpleIn(block) }] as const),
    ),
  );
}

function simpleIn({ attributes = {} }: Block): TypeSchema["simple"] {
  return new Map(
    Object.entries(attributes).flatMap(([name, { type, write_only: isWriteOnly }]) =>
      isSimple(type) && isWriteOnly !== true ? [[name, type] as const] : [],
    ),
  );
}

function isSimple(type: unknown): type is "string" | "number" | "bool" {
  return type === "string" || type === "number" || type === "bool";
}
