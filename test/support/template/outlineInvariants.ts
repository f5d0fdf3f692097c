import type { CloudTemplate, Invariant } from './cloudTemplate';
import { idsIn, unless } from './cloudTemplate';
import { KNOWN_PROPERTIES } from './outline';

const outlineOf = (template: CloudTemplate) =>
  Object.entries(template.Resources).map(([id, { Type, Properties }]) => ({
    id,
    Type,
    names: Object.keys(Properties),
  }));

export const onlyKnownKindsOfResourceAreThere: Invariant = (template) =>
  unless(outlineOf(template), ({ Type }) => Type in KNOWN_PROPERTIES, 'its kind is known');

export const everyReferenceLeadsSomewhere: Invariant = (template) =>
  unless(
    Object.values(template.Resources)
      .flatMap(({ Properties }) => idsIn(Properties))
      .filter((id) => !id.startsWith('AWS::'))
      .map((id) => ({ id })),
    ({ id }) => template.Resources[id] !== undefined,
    'it is there',
  );

export const onlyKnownPropertiesAreSet: Invariant = (template) =>
  unless(
    outlineOf(template),
    ({ Type, names }) => {
      const known = KNOWN_PROPERTIES[Type]?.split(' ') ?? names;
      return names.every((name) => known.includes(name));
    },
    'what is set of it is known',
  );
