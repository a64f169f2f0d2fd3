import type { CaaRecord } from "node:dns";
import { Resolver } from "node:dns/promises";

/** What DNS answers to anybody; an answer is empty when there is no such name, or no such record. */
export interface PublicDns {
  /** @throws DnsSilence */
  nameServers(domain: string): Promise<string[]>;
  /** @throws DnsSilence */
  certificateAuthorities(domain: string): Promise<CaaRecord[]>;
}

/** Nobody answered, which says nothing of the name. */
export class DnsSilence extends Error {}

const noSuchRecord = new Set(["ENOTFOUND", "ENODATA"]);
const patience = { timeout: 3000, tries: 2 };

/** A domain that is there for everybody: who does not know it knows no public names at all. */
const known = "amazonaws.com";

/** What asks DNS; tests pass their own. */
export type Asking = Pick<Resolver, "resolveNs" | "resolveCaa">;

/** The DNS that this machine asks. */
export function publicDns(resolver: Asking = new Resolver(patience)): PublicDns {
  let reached: Promise<void> | undefined;
  const answer = async <T>(question: Promise<T[]>): Promise<T[]> => {
    const found = await answered(question);
    if (found.length === 0) await (reached ??= reach(resolver));
    return found;
  };
  return {
    nameServers: (domain) => answer(resolver.resolveNs(domain)),
    certificateAuthorities: (domain) => answer(resolver.resolveCaa(domain)),
  };
}

/** Closed networks often have a DNS that says of every public name that there is none. */
async function reach(resolver: Asking): Promise<void> {
  const found = await answered(resolver.resolveNs(known));
  if (found.length === 0) throw new DnsSilence(`this network's DNS does not know ${known} either`);
}

async function answered<T>(question: Promise<T[]>): Promise<T[]> {
  try {
    return await question;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (noSuchRecord.has(code ?? "")) return [];
    throw new DnsSilence(code ?? message);
  }
}
