/**
 * The page's content policy: nothing but our own files, no inline script, no connection to anywhere. The hash is of the
 * empty string: Griffel, Fluent's styling, makes empty style elements and fills them by script, and what the policy judges
 * is the empty element.
 */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "style-src-attr 'none'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');
