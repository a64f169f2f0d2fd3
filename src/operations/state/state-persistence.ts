/**
 * Has Terraform store the state after every resource, so that a deploy that is killed loses nothing but the resources it was
 * just creating. By itself Terraform stores it every 20 seconds at most, and takes no smaller number; this one overflows its
 * nanoseconds and is below zero.
 */
export const storeStateAfterEveryResource = { TF_STATE_PERSIST_INTERVAL: "9300000000" } as const;
