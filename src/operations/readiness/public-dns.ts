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

/** The DNS that this machine asks. */
export function publicDns(): PublicDns {
  const resolver = new Resolver(patience);
  return {
    nameServers: (domain) => answer(resolver.resolveNs(domain)),
    certificateAuthorities: (domain) => answer(resolver.resolveCaa(domain)),
  };
}

async function answer<T>(question: Promise<T[]>): Promise<T[]> {
  try {
    return await question;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (noSuchRecord.has(code ?? "")) return [];
    throw new DnsSilence(message);
  }
}
