import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REFERENCE_SCRIPT, REFERENCE_STYLE } from './referencePage';

export type TextFile = { readonly mediaType: string; readonly text: string };

/**
 * Where the reference's own files lie: below the folder a function runs in, which is the root of its package as it
 * is the root of the project.
 */
const FOLDER = 'node_modules/swagger-ui-dist';

const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

const css = (text: string): TextFile => ({ mediaType: 'text/css', text });
const script = (text: string): TextFile => ({ mediaType: 'text/javascript', text });

const FILES: Readonly<Record<string, () => TextFile>> = {
  'page.css': () => css(REFERENCE_STYLE),
  'page.js': () => script(REFERENCE_SCRIPT),
  'swagger-ui.css': () => css(read('swagger-ui.css')),
  'swagger-ui-bundle.js': () => script(read('swagger-ui-bundle.js')),
};

/** A file of the reference's page; undefined for a name that it does not load, wherever that would lead. */
export const referenceFile = (name: string): TextFile | undefined =>
  Object.hasOwn(FILES, name) ? FILES[name]?.() : undefined;
