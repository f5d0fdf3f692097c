import { composePublic } from '../lib/compose';
import { notFoundDoor } from '../lib/entry/http/notFoundDoor';

export const handler = notFoundDoor(composePublic);
