import { getOpenApi } from '../contract/system';
import { bind } from '../http/binding';
import { openApiDocument } from '../openapi/openApiDocument';

export const openApiRoutes = [bind(getOpenApi, async () => ({ data: openApiDocument() }))];
