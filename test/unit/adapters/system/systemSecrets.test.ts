import { systemSecrets } from '../../../../lib/adapters/system/systemSecrets';

test('a secret has 256 bits, fits into a header and holds no dot', () => {
  const secret = systemSecrets().next();
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
});

test('no secret is made twice, and every byte varies', () => {
  const secrets = systemSecrets();
  const made = Array.from({ length: 500 }, () => secrets.next());
  expect(new Set(made).size).toBe(500);
  const bytes = made.map((secret) => Buffer.from(secret, 'base64url'));
  const kinds = Array.from({ length: 32 }, (_, place) => new Set(bytes.map((one) => one[place])).size);
  expect(Math.min(...kinds)).toBeGreaterThan(150);
});
