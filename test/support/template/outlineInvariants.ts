import type { CloudTemplate, Invariant } from './cloudTemplate';
import { unless } from './cloudTemplate';
import { KNOWN_PROPERTIES } from './outline';

const outlineOf = (template: CloudTemplate) =>
  Object.entries(template.Resources).map(([id, { Type, Properties }]) => ({
    id,
    Type,
    names: Object.keys(Properties),
  }));

export const onlyKnownKindsOfResourceAreThere: Invariant = (template) =>
  unless(outlineOf(template), ({ Type }) => Type in KNOWN_PROPERTIES, 'its kind is known');

export const onlyKnownPropertiesAreSet: Invariant = (template) =>
  unless(
    outlineOf(template),
    ({ Type, names }) => {
      const known = KNOWN_PROPERTIES[Type]?.split(' ') ?? names;
      return names.every((name) => known.includes(name));
    },
    'what is set of it is known',
  );
