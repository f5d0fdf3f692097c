import { join } from 'node:path';
import { ROOT } from './repository';
import { toolReport } from './toolReport';

export type Cruise = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
};

/** Runs dependency-cruiser with the rules of the house over the folders of a tree. */
export function cruise(tree: string, folders: readonly string[]): Cruise {
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const args = ['--config', config, '--output-type', 'json', ...folders];
  return toolReport('dependency-cruiser/bin/dependency-cruise.mjs', args, tree) as Cruise;
}
