import { dirname, join } from 'node:path';
import ts from 'typescript';

const nodesOf = (text: string): readonly ts.Node[] => {
  const collect = (node: ts.Node): readonly ts.Node[] => {
    const below: ts.Node[] = [node];
    ts.forEachChild(node, (child) => void below.push(...collect(child)));
    return below;
  };
  return collect(ts.createSourceFile('source.ts', text, ts.ScriptTarget.ES2023, true));
};

/** Names that a source exports and that are there at run time. */
export function exportedValues(text: string): readonly string[] {
  return [...text.matchAll(/^export (?:async )?(?:const|let|function\*?|class) (\w+)/gm)].map(
    ([, name]) => name ?? '',
  );
}

type Imported = { readonly file: string; readonly name: string };

/** The name that stands for everything: a namespace, `require` or a late import. */
export const EVERYTHING = '*';

/** What a source takes from the files beside it; `file` is a path without its ending. */
export function importsOf(path: string, text: string): readonly Imported[] {
  const taken = (specifier: ts.Node, names: readonly string[]): readonly Imported[] =>
    ts.isStringLiteral(specifier) && specifier.text.startsWith('.')
      ? names.map((name) => ({
          file: join(dirname(path), specifier.text).replace(/\.[cm]?[jt]s$/, ''),
          name,
        }))
      : [];
  return nodesOf(text).flatMap((node) => {
    if (ts.isImportDeclaration(node)) {
      const bindings = node.importClause?.namedBindings;
      return taken(
        node.moduleSpecifier,
        bindings && ts.isNamedImports(bindings)
          ? bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
          : [EVERYTHING],
      );
    }
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    const loads = first !== undefined && /^(import|require)\(/.test(node.getText());
    return loads ? taken(first, [EVERYTHING]) : [];
  });
}
