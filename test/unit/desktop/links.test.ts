import { expect, test } from 'vitest';
import { linkNamed } from '../../../electron/desktop/links';

test.each(['entra.app-registrations', 'docs.expressions', 'docs.bluejeans'])(
  'the place %s is opened over https',
  (name) => {
    expect(linkNamed(name)).toMatch(/^https:\/\//);
  },
);

test.each(['https://evil.example', 'constructor', '__proto__', ''])(
  'a name that is no place (%s) opens nothing',
  (name) => {
    expect(linkNamed(name)).toBeNull();
  },
);
