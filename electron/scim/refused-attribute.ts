import { parseTargetPath } from '../../shared/mapping/target-path';
import { wirePath } from './filter-text';

/** Which of these attributes the service's words name; null: none for certain. */
export function refusedAttribute(detail: string, paths: readonly string[]): string | null {
  const [only] = paths;
  if (paths.length === 1 && only !== undefined) return only;
  const words = detail.toLowerCase();
  for (const namesOf of [fullNames, dottedNames, plainNames]) {
    const named = paths.filter((path) => namesOf(path).some((name) => hasWord(words, name.toLowerCase())));
    const [first] = named;
    if (named.length === 1 && first !== undefined) return first;
  }
  return null;
}

const fullNames = (path: string): readonly string[] => [wirePath(path)];

const dottedNames = (path: string): readonly string[] => {
  const parsed = parseTargetPath(path);
  return parsed?.sub == null ? [] : [`${parsed.attribute}.${parsed.sub}`];
};

const plainNames = (path: string): readonly string[] => {
  const parsed = parseTargetPath(path);
  if (parsed === null) return [];
  return parsed.sub === null || parsed.sub.toLowerCase() === 'value'
    ? [parsed.attribute]
    : [parsed.attribute, parsed.sub];
};

function hasWord(words: string, name: string): boolean {
  for (let at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1)) {
    const before = at === 0 ? '' : words.charAt(at - 1);
    if (!/[\w$]/.test(before) && !/[\w$]/.test(words.charAt(at + name.length))) return true;
  }
  return false;
}
