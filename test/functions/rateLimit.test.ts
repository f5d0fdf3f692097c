import { memoryRateLimit } from '../../lib/adapters/memory/memoryRateLimit';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import { httpEvent } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';

async function limited() {
  const at = await servedWorld();
  const rateLimit = memoryRateLimit({ ratePerSecond: 0.5, burst: 3 }, at.clock);
  const handlers = httpHandlers({ ...at.deps, rateLimit });
  const list = async (token = 'local') => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await handlers.rules(httpEvent('GET /v1/rules', { headers }), lambdaContext);
    return { status: answer.statusCode, headers: answer.headers, body: bodyOf(answer) };
  };
  return { ...at, handlers, list };
}

describe('an API key that asks too often', () => {
  it('is told to wait, by how long, until it may ask again', async () => {
    const { list, clock } = await limited();
    for (let count = 0; count < 3; count += 1) expect((await list()).status).toBe(200);
    const refused = await list();
    expect(refused).toMatchObject({
      status: 429,
      headers: { 'retry-after': '2' },
      body: {
        error: {
          code: 'LIMIT_EXCEEDED',
          message: 'This API key may ask 0.5 times a second, 3 times at once after a rest; wait 2 s.',
        },
      },
    });
    expect(mismatches('GET /v1/rules', 429, refused.body)).toEqual([]);
    clock.advance(2_000);
    expect((await list()).status).toBe(200);
    expect((await list()).status).toBe(429);
  });

  it('does not use up what other keys of its tenant and of others may ask', async () => {
    const { list } = await limited();
    for (let count = 0; count < 4; count += 1) await list();
    expect((await list('reader.s3cret')).status).toBe(200);
    expect((await list('local-2')).status).toBe(200);
  });

  it('is refused before its key is weighed when that is not valid', async () => {
    const { list } = await limited();
    for (let count = 0; count < 9; count += 1) expect((await list('revoked')).status).toBe(401);
  });

  it('may ask public routes for ever', async () => {
    const { handlers } = await limited();
    for (let count = 0; count < 9; count += 1) {
      expect((await handlers.health(httpEvent('GET /health'), lambdaContext)).statusCode).toBe(200);
    }
  });
});
