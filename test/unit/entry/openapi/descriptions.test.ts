import { openApiDocument } from '../../../../lib/entry/openapi/openApiDocument';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Places of the properties and parameters below a node, with what is said of each. */
function fieldsOf(node: Node, place: string): (readonly [string, unknown])[] {
  const { properties, parameters } = node;
  return [
    ...Object.entries(isNode(properties) && !Array.isArray(properties) ? properties : {}).map(
      ([name, schema]) => [`${place}/${name}`, wordsOf(schema)] as const,
    ),
    ...(Array.isArray(parameters) ? parameters : []).map(
      (parameter: Node) => [`${place}?${String(parameter['name'])}`, wordsOf(parameter)] as const,
    ),
    ...Object.entries(node)
      .filter(([key]) => key !== 'example' && key !== 'examples')
      .flatMap(([key, child]) => (isNode(child) ? fieldsOf(child, `${place}/${key}`) : [])),
  ];
}

/** A field that refers to a schema of its own name is described there. */
const wordsOf = (field: unknown): unknown => isNode(field) && (field['description'] ?? field['$ref']);

test('the document says of every field and parameter what it is', () => {
  const fields = fieldsOf(openApiDocument() as unknown as Node, '');
  const silent = fields.filter(([, words]) => typeof words !== 'string' || words === '');
  expect(silent.map(([place]) => place)).toEqual([]);
  expect(fields.length).toBeGreaterThan(500);
});

test('a schema that fields refer to is one whose fields are described, and has words or an example itself', () => {
  const { schemas = {} } = openApiDocument().components ?? {};
  const silent = Object.entries(schemas).filter(
    ([, schema]) => !isNode(schema) || !(schema['description'] ?? schema['example'] ?? schema['properties']),
  );
  expect(silent.map(([name]) => name)).toEqual([]);
});
