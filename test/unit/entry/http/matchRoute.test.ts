import { ROUTES } from '../../../../lib/entry/contract/routes';
import { matchRoute } from '../../../../lib/entry/http/matchRoute';
import { httpEvent } from '../../../support/httpEvent';

const routes = ROUTES.map((contract) => ({ contract }));

const match = (route: string, parts: Parameters<typeof httpEvent>[1] = {}) => {
  const { route: found, params } = matchRoute(routes, httpEvent(route, parts));
  return [found.contract.operationId, params];
};

test.each([
  ['a path without parameters', 'POST /v1/train', {}, 'startTraining', {}],
  ['the path of the first design', 'POST /train', {}, 'startTraining', {}],
  ['a parameter', 'GET /v1/alerts/{id}', { params: { id: 'a1' } }, 'getAlert', { id: 'a1' }],
  ['a longer path', 'POST /v1/alerts/{id}/ack', { params: { id: 'a1' } }, 'acknowledgeAlert', { id: 'a1' }],
  [
    'a parameter that the gateway left encoded',
    'GET /v1/bars/{symbol}',
    { params: { symbol: '%5EGSPC' } },
    'listBars',
    { symbol: '^GSPC' },
  ],
  [
    'a broken escape, which is left as it is',
    'GET /v1/bars/{symbol}',
    { params: { symbol: '%zz' } },
    'listBars',
    { symbol: '%zz' },
  ],
])('%s is matched', (_, route, parts, operationId, params) => {
  expect(match(route, parts)).toEqual([operationId, params]);
});

test('behind $default the path is matched here', () => {
  expect(match('GET /v1/bars/{symbol}', { params: { symbol: '^GSPC' }, routeKey: '$default' })).toEqual([
    'listBars',
    { symbol: '^GSPC' },
  ]);
});

test.each([
  ['GET /v2/train', 'NOT_FOUND'],
  ['GET /v1/rules/', 'NOT_FOUND'],
  ['GET //', 'NOT_FOUND'],
  ['DELETE /v1/train', 'METHOD_NOT_ALLOWED'],
  ['HEAD /health', 'METHOD_NOT_ALLOWED'],
])('%s is %s', (route, code) => {
  expect(() => match(route, { routeKey: '$default' })).toThrow(expect.objectContaining({ code }));
});

test('a wrong method is told the right ones', () => {
  expect(() => match('PATCH /v1/rules', { routeKey: '$default' })).toThrow(
    expect.objectContaining({ allowed: ['GET', 'POST'] }),
  );
});
