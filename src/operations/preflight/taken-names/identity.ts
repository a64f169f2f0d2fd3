import {
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  paginateListPolicies,
  paginateListRoles,
} from "@aws-sdk/client-iam";
import { KMSClient, paginateListAliases } from "@aws-sdk/client-kms";
import { paginateListSecrets, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { DescribeParametersCommand, SSMClient } from "@aws-sdk/client-ssm";

import { awsClient } from "../../aws/client";
import { chunks } from "../../aws/chunks";
import { listed, type Lookup, type Taken } from "./lookup";

export const roles: Lookup = (names, region) =>
  listed(names, paginateListRoles({ client: awsClient(IAMClient, region) }, { MaxItems: 1000 }), ({ Roles }) =>
    Roles?.map(({ RoleName }) => [RoleName]),
  );

export const policies: Lookup = (names, region) =>
  listed(
    names,
    paginateListPolicies({ client: awsClient(IAMClient, region) }, { Scope: "Local", MaxItems: 1000 }),
    ({ Policies }) => Policies?.map(({ PolicyName, Arn }) => [PolicyName, Arn]),
  );

/** By the URL, which an ARN has without its scheme. */
export const identityProviders: Lookup = async (names, region) => {
  const page = await awsClient(IAMClient, region).send(new ListOpenIDConnectProvidersCommand());
  return listed(names, [page], ({ OpenIDConnectProviderList }) =>
    OpenIDConnectProviderList?.map(({ Arn = "" }) => [`https://${Arn.replace(/^.*:oidc-provider\//, "")}`, Arn]),
  );
};

export const keyAliases: Lookup = (names, region) =>
  listed(names, paginateListAliases({ client: awsClient(KMSClient, region) }, {}), ({ Aliases }) =>
    Aliases?.map(({ AliasName }) => [AliasName]),
  );

/** A deleted secret keeps its name until its recovery window is over. */
export const secrets: Lookup = async (names, region) => {
  const wanted = new Set(names);
  const found = new Map<string, Taken>();
  const pages = paginateListSecrets(
    { client: awsClient(SecretsManagerClient, region) },
    { IncludePlannedDeletion: true },
  );
  for await (const { SecretList = [] } of pages) {
    for (const { Name = "", ARN: id = "", DeletedDate } of SecretList)
      if (wanted.has(Name)) found.set(Name, { by: DeletedDate ? "a deletion" : "this account", id });
  }
  return found;
};

export const parameters: Lookup = async (names, region) => {
  const client = awsClient(SSMClient, region);
  const pages = chunks(names, 50).map((Values) =>
    client.send(
      new DescribeParametersCommand({ ParameterFilters: [{ Key: "Name", Option: "Equals", Values }], MaxResults: 50 }),
    ),
  );
  return listed(names, await Promise.all(pages), ({ Parameters }) => Parameters?.map(({ Name }) => [Name]));
};
