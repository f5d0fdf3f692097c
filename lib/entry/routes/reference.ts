import { Problem } from '../../problems';
import { quoted } from '../../quoted';
import { getReference, getReferenceFile, getRoot } from '../contract/reference';
import { referenceFile } from '../docs/referenceFiles';
import { REFERENCE_PAGE } from '../docs/referencePage';
import { bind } from '../http/binding';

const KEPT_FOR_AN_HOUR = { 'cache-control': 'public, max-age=3600' };

export const referenceRoutes = [
  bind(getRoot, async () => ({ headers: { location: '/docs' } })),
  bind(getReference, async () => ({ data: { mediaType: 'text/html', text: REFERENCE_PAGE } })),
  bind(getReferenceFile, async (_, { params: { file } }) => {
    const found = referenceFile(file);
    if (found === undefined) {
      throw new Problem('NOT_FOUND', `The reference has no file ${quoted(file)}; its page is at "/docs".`);
    }
    return { data: found, headers: KEPT_FOR_AN_HOUR };
  }),
];
