import type { PriceRule } from "../../resources/kind";
import { budgetAction, stateMachine } from "./automation";
import { dbInstance, dbProxy, replicatedBackups } from "./database";
import { ecsCluster, ecsService, eventTarget, schedule, taskDefinition } from "./fargate";
import { distribution, healthCheck, hostedZone, loadBalancer, privateNamespace, ruleGroup, webAcl } from "./ingress";
import { elasticAddress, natGateway, vpcEndpoint } from "./network";
import {
  compositeAlarm,
  dashboard,
  logDelivery,
  logGroup,
  metricAlarm,
  metricFilter,
  samplingRule,
  subscription,
  topic,
  trail,
} from "./observability";
import type { Rule } from "./rule";
import { encryptionKey, parameter, secret } from "./security";
import { backupSelection, bucket, bucketReplication, fileSystem, fileSystemBackup, imageRepository } from "./storage";

/** What a resource costs, by the rule that the page of its type names. */
export const rules: Readonly<Record<PriceRule, Rule>> = {
  backupSelection,
  bucket,
  bucketReplication,
  budgetAction,
  compositeAlarm,
  dashboard,
  dbInstance,
  dbProxy,
  distribution,
  ecsCluster,
  ecsService,
  elasticAddress,
  encryptionKey,
  eventTarget,
  fileSystem,
  fileSystemBackup,
  healthCheck,
  hostedZone,
  imageRepository,
  loadBalancer,
  logDelivery,
  logGroup,
  metricAlarm,
  metricFilter,
  natGateway,
  parameter,
  privateNamespace,
  replicatedBackups,
  ruleGroup,
  samplingRule,
  schedule,
  secret,
  stateMachine,
  subscription,
  taskDefinition,
  topic,
  trail,
  vpcEndpoint,
  webAcl,
};
