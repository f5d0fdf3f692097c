import { composePublic } from '../lib/compose/httpDoors';
import { notFoundDoor } from '../lib/entry/http/notFoundDoor';

export const handler = notFoundDoor(composePublic);
