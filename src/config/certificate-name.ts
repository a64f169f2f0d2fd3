import type { Environment } from "./environment";

/** The first name of the load balancers' certificate; `undefined` where there is none. */
export function certificateName({ dns, loadBalancers }: Environment): string | undefined {
  return Object.keys(loadBalancers).length > 0 ? (dns?.domain ?? dns?.zone) : undefined;
}
