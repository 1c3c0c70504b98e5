/**
 * Takes secrets out of text, last thing before it leaves the process (a log line, an error, a mail). Known secrets go by
 * their value in every form a protocol may give them; unknown ones by the name beside them or by their shape.
 */
export interface Redactor {
  /** A secret that this process has come to know. Shorter than four characters it would hide ordinary text. */
  register(secret: string): void;
  redact(text: string): string;
}

export const hidden = '[secret]';

export function makeRedactor(): Redactor {
  const known = new Set<string>();
  // Longest first: a secret that begins as another does must not leave its rest behind.
  let forms: readonly string[] = [];
  return {
    register(secret) {
      if (secret.length < 4 || known.has(secret)) return;
      known.add(secret);
      forms = [...new Set([...forms, ...formsOf(secret)])].sort((one, other) => other.length - one.length);
    },
    redact(text) {
      let safe = text;
      for (const form of forms) safe = safe.split(form).join(hidden);
      return byShape(byName(safe));
    },
  };
}

function formsOf(secret: string): string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= 16 && !line.startsWith('-----'));
  return [secret, escaped, ...lines, ...urlForms(secret), ...base64Forms(secret)];
}

function urlForms(secret: string): string[] {
  // Half a surrogate pair has no such form.
  if (/[\uD800-\uDFFF]/.test(secret.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, ''))) return [];
  const encoded = encodeURIComponent(secret);
  const strict = encoded.replace(/[!'()*~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const lower = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  // As addresses and as forms write it; a form leaves the star and turns a space into a plus.
  const form = strict.replace(/%2A/g, '*').replace(/%20/g, '+');
  return [encoded, strict, lower(encoded), lower(strict), form, lower(form)];
}

/**
 * Base64 looks different for each of the three places at which a secret may begin in what is encoded ("Basic" puts a
 * user's name before it). The characters at both ends mix with their neighbours and are left out.
 */
function base64Forms(secret: string): string[] {
  const bytes = utf8(secret);
  if (bytes.length < 6) return [];
  return [0, 1, 2].flatMap((before) => {
    const encoded = base64([...new Array<number>(before).fill(0), ...bytes]);
    const whole = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [whole, whole.replace(/\+/g, '-').replace(/\//g, '_')];
  });
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    for (const shift of [18, 12, 6, 0]) text += alphabet.charAt((three >> shift) & 63);
  }
  return text;
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const tail = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(0));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(6), tail(0));
    else bytes.push(0xf0 | (point >> 18), tail(12), tail(6), tail(0));
  }
  return bytes;
}

const headers = 'proxy-authorization|authorization|set-cookie|cookie';
const fields = 'client_secret|client_assertion|refresh_token|access_token|id_token|password|passwd|assertion';

/** `authorization: …` to the end of its line; `client_secret=…` and `"client_secret":"…"` to the end of the value. */
const namedHeader = new RegExp(`\\b(${headers})(\\\\?["']?\\s*[:=]\\s*\\\\?["']?)[^"'\\r\\n]+`, 'gi');
const namedField = new RegExp(
  `\\b(${fields})(\\\\?["']?\\s*[:=]\\s*)(?:"(?:[^"\\\\]|\\\\.)*"|'[^']*'|\\\\"(?:[^"\\\\]|\\\\[^"])*\\\\"|[^\\s&"',;}]+)`,
  'gi',
);

const byName = (text: string): string =>
  text.replace(namedHeader, `$1$2${hidden}`).replace(namedField, `$1$2${hidden}`);

/** A JSON Web Token, a `Bearer` or `Basic` value, a private key in PEM, a name and password in an address. */
const byShape = (text: string): string =>
  text
    .replace(/\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g, hidden)
    .replace(/\b(Bearer|Basic)\s+(?!\[secret\])[\w.~+/=-]{8,}/g, `$1 ${hidden}`)
    .replace(/-----BEGIN ([A-Z ]*)PRIVATE KEY-----[\s\S]*?(?:-----END \1PRIVATE KEY-----|$)/g, hidden)
    .replace(/(:\/\/)[^/?#\s@]+@/g, `$1${hidden}@`);
