import ts from 'typescript';

/** An exported function of a file, or a method of a type it exports. */
export type Documentable = {
  readonly name: string;
  readonly kind: 'function' | 'method';
  readonly text: string;
};

const parsed = (path: string, text: string) => ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);

const isExported = (node: ts.Node) =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** The docstring that stands before a node: its last comment, if that is one. */
function docstringOf(node: ts.Node, text: string): string {
  const last = (ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []).at(-1);
  const comment = last === undefined ? '' : text.slice(last.pos, last.end);
  return comment.startsWith('/**') ? comment : '';
}

function isFunctionValue(node: ts.Expression | undefined): boolean {
  return node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));
}

/** Exported functions with their docstrings; a function held by a constant counts. */
export function exportedFunctions(path: string, text: string): readonly Documentable[] {
  return parsed(path, text)
    .statements.filter(isExported)
    .flatMap((node): Documentable[] => {
      const found = (name: string): Documentable => ({
        name,
        kind: 'function',
        text: docstringOf(node, text),
      });
      if (ts.isFunctionDeclaration(node)) return [found(node.name?.text ?? '')];
      if (!ts.isVariableStatement(node)) return [];
      return node.declarationList.declarations
        .filter(({ initializer }) => isFunctionValue(initializer))
        .map(({ name }) => found(name.getText()));
    });
}

/** Methods of the object types a port exports. */
export function portMethods(path: string, text: string): readonly Documentable[] {
  return parsed(path, text)
    .statements.filter(ts.isTypeAliasDeclaration)
    .flatMap(({ type }) =>
      ts.isTypeLiteralNode(type)
        ? type.members.filter(ts.isMethodSignature).map((member): Documentable => ({
            name: member.name.getText(),
            kind: 'method',
            text: docstringOf(member, text),
          }))
        : [],
    );
}

/** Statements that leave something at run time: anything but types and imports of types. */
export function runtimeStatements(path: string, text: string): readonly string[] {
  const onlyTypes = (node: ts.Statement) =>
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) ||
    (ts.isExportDeclaration(node) && node.isTypeOnly);
  return parsed(path, text)
    .statements.filter((node) => !onlyTypes(node))
    .map((node) => node.getText().slice(0, 60));
}

/** Lines that hold code: neither blank nor comment alone. */
export function codeLines(path: string, text: string): number {
  const withCode = new Set<number>();
  const file = parsed(path, text);
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file).filter((child) => !ts.isJSDoc(child));
    if (children.length > 0) return children.forEach(visit);
    if (node.kind === ts.SyntaxKind.EndOfFileToken) return;
    const first = file.getLineAndCharacterOfPosition(node.getStart(file)).line;
    const last = file.getLineAndCharacterOfPosition(node.getEnd()).line;
    for (let line = first; line <= last; line += 1) withCode.add(line);
  };
  visit(file);
  return withCode.size;
}

function nodesIn(path: string, text: string): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(parsed(path, text));
  return found;
}

/** Types that hold a symbol nobody else can name: `type Clean = { [clean]: true }`. */
export function brandedTypes(path: string, text: string): readonly string[] {
  const brands = [...text.matchAll(/^declare const (\w+): unique symbol;$/gm)].map(
    ([, brand]) => `[${brand}]`,
  );
  return nodesIn(path, text)
    .filter(ts.isTypeAliasDeclaration)
    .filter((node) => brands.some((brand) => node.type.getText().includes(brand)))
    .map(({ name }) => name.text);
}

/** Every word in a type that the source claims without proof: `x as Clean`, `<Clean>x`, `x is Clean`. */
export function claimedTypes(path: string, text: string): readonly string[] {
  return nodesIn(path, text)
    .filter(
      (node) => ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) || ts.isTypePredicateNode(node),
    )
    .flatMap(({ type }) => type?.getText().match(/\w+/g) ?? []);
}
