import { createHash } from 'node:crypto';

/**
 * A keychain entry of Windows holds at most 2,560 bytes (CREDENTIALW, CRED_MAX_CREDENTIAL_BLOB_SIZE), less than a large
 * private key. Longer secrets lie in parts beside a head that counts and seals them, on every system, so that there is
 * one way to test.
 */
const partBytes = 2_400;

export type SecretParts =
  | { readonly kind: 'whole'; readonly value: string }
  | { readonly kind: 'parts'; readonly head: string; readonly parts: readonly string[] };

export interface PartsHead {
  readonly parts: number;
  readonly sha256: string;
}

export function splitSecret(value: string): SecretParts {
  // What looks like a head is stored in parts however short it is, so that reading never has to guess.
  if (Buffer.byteLength(value) <= partBytes && readHead(value) === null) return { kind: 'whole', value };
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of value) {
    const size = Buffer.byteLength(character);
    if (bytes + size > partBytes) {
      parts.push(part);
      part = '';
      bytes = 0;
    }
    part += character;
    bytes += size;
  }
  parts.push(part);
  return { kind: 'parts', head: JSON.stringify({ parts: parts.length, sha256: sha256(value) }), parts };
}

/** null: the entry is the secret itself. */
export function readHead(entry: string): PartsHead | null {
  const found = /^\{"parts":(\d{1,3}),"sha256":"([0-9a-f]{64})"\}$/.exec(entry);
  return found === null ? null : { parts: Number(found[1]), sha256: found[2] ?? '' };
}

/** The secret, or null: it is damaged (a part is missing, or of another secret). */
export function joinSecret(head: PartsHead, parts: readonly (string | null)[]): string | null {
  if (parts.includes(null) || parts.length !== head.parts) return null;
  const value = parts.join('');
  return sha256(value) === head.sha256 ? value : null;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
