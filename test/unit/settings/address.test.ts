import { expect, test } from 'vitest';
import { isLoopbackHost, isProxyAddress, isSafeAddress } from '../../../shared/settings/address';

test.each([
  ['https://api.bluejeans.com/v2/scim', true],
  ['https://api.bluejeans.com/v2/scim/?debug=1&x=%20', true],
  ['HTTPS://API.example:8443/', true],
  ['http://localhost:3000/scim', true],
  ['http://127.0.0.1/scim', true],
  ['http://127.8.9.10:1/', true],
  ['http://[::1]:8080/scim', true],
  ['http://api.example/scim', false],
  ['http://localhost.evil.example/', false],
  ['http://127.0.0.1.evil.example/', false],
  ['http://localhost@evil.example/', false],
  ['https://user:password@api.example/', false],
  ['http://localhost\\@evil.example/', false],
  ['http://local\thost/', false],
  ['https://api.example/a b', false],
  ['https://api.example:99999/', false],
  ['https://', false],
  ['api.example/scim', false],
  ['file:///etc/passwd', false],
  ['https://api.example/#part', false],
])('a token may be sent to %j: %s', (address, safe) => {
  expect(isSafeAddress(address)).toBe(safe);
});

test.each([
  ['http://proxy.example:8080', true],
  ['https://proxy.example/', true],
  ['http://me:pw@proxy.example:8080', false],
  ['socks5://proxy.example', false],
  ['http://proxy.example/path', false],
])('%j is a proxy’s address: %s', (address, proxy) => {
  expect(isProxyAddress(address)).toBe(proxy);
});

test.each([
  ['localhost', true],
  ['127.1.2.3', true],
  ['::1', true],
  ['[::1]', true],
  ['0.0.0.0', false],
  ['128.0.0.1', false],
  ['localhost.example', false],
])('%j is this computer: %s', (host, loopback) => {
  expect(isLoopbackHost(host)).toBe(loopback);
});
