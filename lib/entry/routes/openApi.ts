import { getOpenApi } from '../contract/system';
import { bind } from '../http/binding';
import { openApiDocument } from '../openapi/openApiDocument';

let made: ReturnType<typeof openApiDocument> | undefined;

/** The document is made when it is first asked for, and is the same for as long as the process lives. */
export const openApiRoutes = [bind(getOpenApi, async () => ({ data: (made ??= openApiDocument()) }))];
