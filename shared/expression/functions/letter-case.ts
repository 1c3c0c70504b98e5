import { type Refusal, refuse } from '../evaluation';
import type { Complaint } from './function-row';

/**
 * One character to one character, as .NET's simple case mapping: `ß` stays `ß` in upper case where JavaScript makes
 * `SS` of it (entra-mapping-language.md 3.1). So the length of a text never changes.
 */
function mapEach(text: string, change: (character: string) => string): string {
  let mapped = '';
  for (const character of text) {
    const changed = change(character);
    mapped += changed.length === character.length ? changed : character;
  }
  return mapped;
}

// The invariant culture leaves İ and ı, whose partners are letters of Turkish alone.
const lower = (character: string): string => (character === 'İ' ? character : character.toLowerCase());
const upper = (character: string): string => (character === 'ı' ? character : character.toUpperCase());

export const invariantLower = (text: string): string => mapEach(text, lower);
const invariantUpper = (text: string): string => mapEach(text, upper);

const doubleLetters: Readonly<Record<string, string>> = { ǆ: 'ǅ', ǉ: 'ǈ', ǌ: 'ǋ', ǳ: 'ǲ' };

/** A letter as it begins a word. */
export const titleCase = (character: string): string => doubleLetters[character] ?? invariantUpper(character);

/** Languages of ISO 639-1, and those of three letters of which Windows has a culture. */
const languages = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en ' +
    'eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ' +
    'ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ' +
    'ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st ' +
    'su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ' +
    'agq arn asa ast bas bem bez bin brx ceb cgg chr ckb dav dje dsb dua dyo ebu ewo fil fur gsw guz haw hsb jgo jmc ' +
    'kab kam kde kea khq kkj kln kok ksb ksf ksh lag lkt lrc luo luy mas mer mfe mgh mgo mni moh mua mzn naq nds nmg ' +
    'nnh nqo nso nus nyn pap prg prs qps quc quz rof rwk sah saq sbp seh ses shi sma smj smn sms ssy syr teo tig twq ' +
    'tzm vai vun wae wal xog yav yue zgh'
  ).split(' '),
);

const cultureShape = /^([a-z]{2,3})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?$/;

/** The language of a culture; "" for the invariant one, null where there is no such culture. */
function languageOf(culture: string): string | null {
  if (culture === '') return '';
  const language = cultureShape.exec(culture.toLowerCase())?.[1] ?? '';
  return languages.has(language) ? language : null;
}

const noCulture = (culture: string): string => `“${culture}” is not the name of a culture, such as en-US.`;

export const checkCulture = (culture: string | number | bigint | undefined): Complaint | null =>
  culture === undefined || languageOf(String(culture)) !== null
    ? null
    : { message: noCulture(String(culture)), argument: 1 };

/** Turkish and Azeri tell i with a dot from ı without; .NET knows no other language with letters of its own. */
const dotted: Readonly<Record<'lower' | 'upper', Readonly<Record<string, string>>>> = {
  lower: { I: 'ı', İ: 'i' },
  upper: { i: 'İ', ı: 'I' },
};
const undotted: typeof dotted = { lower: { İ: 'i' }, upper: { ı: 'I' } };

/** Case mapping by a culture such as `tr-TR`; null or "" is the invariant culture. */
export function changeCase(text: string, to: 'lower' | 'upper', culture: string | null): string | Refusal {
  const language = languageOf(culture ?? '');
  if (language === null) return refuse(noCulture(culture ?? ''), 1);
  const plain = to === 'lower' ? lower : upper;
  if (language === '') return mapEach(text, plain);
  const own = (language === 'tr' || language === 'az' ? dotted : undotted)[to];
  return mapEach(text, (character) => own[character] ?? plain(character));
}
