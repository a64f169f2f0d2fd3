import { Aspects, TerraformDataSource, type TerraformProvider, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

/** Makes every resource and data source below a scope another provider's: one of another region, say. */
export function useProvider(scope: IConstruct, provider: TerraformProvider): void {
  Aspects.of(scope).add({
    visit: (node) => {
      if (node instanceof TerraformResource || node instanceof TerraformDataSource) node.provider = provider;
    },
  });
}
