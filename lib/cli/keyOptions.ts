import { parseArgs } from 'node:util';
import { isKeyName, MOST_NAME_CHARACTERS, SCOPES } from '../app/keyLaws';
import type { NewKey } from '../app/keys';
import type { Scope } from '../ports/KeyStore';
import { quoted } from '../quoted';
import { filled, misread, type Stage, stageIn } from './optionValues';

export type KeyCommand =
  | ({ readonly does: 'create' } & NewKey)
  | { readonly does: 'list'; readonly tenant: string }
  | { readonly does: 'revoke'; readonly tenant: string; readonly id: string }
  | { readonly does: 'help' };

export type KeyOptions = {
  readonly command: KeyCommand;
  readonly stage: Stage;
  readonly region: string;
};

export const KEYS_HELP = `npm run keys -- create --tenant T --name N --scopes read,write [--expires 2030-01-01T00:00:00Z]
npm run keys -- list   --tenant T
npm run keys -- revoke --tenant T --id ID

  --stage local   the running local stack (CLOUD_PORT, AWS_ENDPOINT_URL), or dev or prod on AWS
  --region        where the stage is on AWS (us-east-1)
  --scopes        ${SCOPES.join(', ')}; admin may do everything
`;

/** Which options each command takes besides --tenant, --stage and --region. */
const TAKES = { create: ['name', 'scopes', 'expires'], list: [], revoke: ['id'] } as const;

const TENANT = /^[A-Za-z0-9-]{1,64}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

/**
 * The options of `npm run keys`.
 *
 * Throws  an Error of one sentence that names the option, its value and what to give instead.
 */
export function parseKeyOptions(argv: readonly string[]): KeyOptions {
  const { values, positionals } = commandLine(argv);
  const stage = stageIn(values.stage);
  const region = filled(values.region, 'region');
  if (values.help === true) return { command: { does: 'help' }, stage, region };
  const [does, ...others] = positionals;
  if ((does !== 'create' && does !== 'list' && does !== 'revoke') || others.length > 0) {
    const said = positionals.length === 0 ? 'no command' : quoted(positionals.join(' '));
    throw new Error(`There is ${said}: say npm run keys -- create, list or revoke; --help shows how.`);
  }
  refuseOthers(does, values);
  const tenant = tenantIn(values.tenant);
  return { command: commandOf(does, tenant, values), stage, region };
}

type Values = ReturnType<typeof commandLine>['values'];

function commandLine(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { tenant: text, name: text, scopes: text, expires: text, id: text } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...options,
        stage: { ...text, default: 'local' },
        region: { ...text, default: 'us-east-1' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw misread(error, 'keys');
  }
}

function commandOf(does: keyof typeof TAKES, tenant: string, values: Values): KeyCommand {
  if (does === 'list') return { does, tenant };
  if (does === 'revoke') return { does, tenant, id: filled(values.id, 'id') };
  const name = filled(values.name, 'name');
  if (!isKeyName(name)) {
    throw new Error(
      `--name ${quoted(name)} is no name: use 1 to ${MOST_NAME_CHARACTERS} printable characters on one line.`,
    );
  }
  const expiresAt = values.expires === undefined ? undefined : instantIn(values.expires);
  const scopes = scopesIn(filled(values.scopes, 'scopes'));
  return { does, tenant, name, scopes, ...(expiresAt !== undefined && { expiresAt }) };
}

function refuseOthers(does: keyof typeof TAKES, values: Values): void {
  const taken: readonly string[] = TAKES[does];
  const other = Object.values(TAKES)
    .flat()
    .find((option) => values[option] !== undefined && !taken.includes(option));
  if (other === undefined) return;
  throw new Error(`--${other} ${quoted(values[other])} is not an option of ${does}: leave it out.`);
}

/** A topic is named after its tenant, and a model of no tenant is owned by "shared". */
function tenantIn(text: string | undefined): string {
  const tenant = filled(text, 'tenant');
  if (!TENANT.test(tenant)) {
    throw new Error(`--tenant ${quoted(tenant)} is no tenant's name: use 1 to 64 letters, digits and "-".`);
  }
  if (tenant !== 'shared') return tenant;
  throw new Error('--tenant "shared" is taken: models of all tenants stand under it; choose another name.');
}

function scopesIn(text: string): readonly Scope[] {
  const words = text.split(',').map((word) => word.trim());
  const repeated = words.find((word, place) => words.indexOf(word) < place);
  const scopes = words.flatMap((word) => SCOPES.find((scope) => scope === word) ?? []);
  if (scopes.length < words.length) {
    const list = SCOPES.join(', ');
    throw new Error(`--scopes ${quoted(text)} are not all scopes: use some of ${list}, separated by commas.`);
  }
  if (repeated === undefined) return scopes;
  throw new Error(`--scopes ${quoted(text)} names ${quoted(repeated)} twice: name each once.`);
}

function instantIn(text: string): number {
  const at = INSTANT.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text.slice(0, 16))) return at;
  throw new Error(`--expires ${quoted(text)} is not an instant in UTC: write it as in 2030-01-01T00:00:00Z.`);
}
