import type { Check } from "./check";
import { certificate } from "./certificate";
import { credentials } from "./credentials";
import { existingResources } from "./existing";
import { githubEnvironments } from "./github-environments";
import { images } from "./images";
import { names } from "./names";
import { quotas } from "./quotas";
import { secrets } from "./secrets";
import { deployedState } from "./state";
import { stateBucket } from "./state-bucket";
import { stateLock } from "./state-lock";
import { terraformProviders, terraformVersion } from "./terraform";
import { dnsZone } from "./zone";

/** What must hold before a deploy, by the order in which it is mended. */
export const checks: readonly Check[] = [
  credentials,
  terraformVersion,
  terraformProviders,
  stateBucket,
  stateLock,
  deployedState,
  existingResources,
  names,
  quotas,
  dnsZone,
  certificate,
  images,
  secrets,
  githubEnvironments,
];
