import type { CloudTemplate, Properties } from '../../support/template/cloudTemplate';

/** A change of the packaged template that breaks the invariant of that name. */
export type TemplateSeed = {
  readonly invariant: string;
  readonly change: string;
  readonly apply: (template: CloudTemplate) => void;
};

export type Edit = (properties: Properties) => void;

export const seed = (invariant: string, change: string, apply: TemplateSeed['apply']): TemplateSeed => ({
  invariant,
  change,
  apply,
});

/** Changes the properties of one resource. */
export const edit = (id: string, change: Edit) => (template: CloudTemplate) =>
  change(resource(template, id).Properties);

export const set = (id: string, name: string, to: unknown) =>
  edit(id, (properties) => {
    properties[name] = to;
  });

export const unset = (id: string, name: string) =>
  edit(id, (properties) => {
    delete properties[name];
  });

export const remove = (id: string) => (template: CloudTemplate) => {
  resource(template, id);
  delete template.Resources[id];
};

export function resource(template: CloudTemplate, id: string) {
  const found = template.Resources[id];
  if (found === undefined) throw new Error(`a seed changes "${id}", which is not in the template`);
  return found;
}

export const variables = (id: string, change: Edit) =>
  edit(id, ({ Environment }) => change((Environment as { Variables: Properties }).Variables));

export const grants = (id: string, change: (statements: Properties[]) => void) =>
  edit(id, ({ Policies }) =>
    change((Policies as Properties[])[0]?.['PolicyDocument']['Statement'] as Properties[]),
  );

export const policy = (id: string, change: (statements: Properties[]) => void) =>
  edit(id, ({ PolicyDocument }) => change((PolicyDocument as { Statement: Properties[] }).Statement));

export const grant = (Action: unknown, Resource: unknown) => (statements: Properties[]) => {
  statements.push({ Effect: 'Allow', Action, Resource });
};

export const keys = (statements: Properties[]): Properties =>
  statements.find(({ Condition }) => JSON.stringify(Condition ?? {}).includes('K#*')) ?? {};

/** The attributes of an API key that a role may write. */
export const keyAttributes = (statements: Properties[]): string[] =>
  (statements.find(({ Condition }) => JSON.stringify(Condition ?? {}).includes('lastUsedAt'))?.['Condition'][
    'ForAllValues:StringEquals'
  ]['dynamodb:Attributes'] ?? []) as string[];

export const target = (id: string, change: Edit) =>
  edit(id, ({ Targets }) => change((Targets as Properties[])[0] ?? {}));

export const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
