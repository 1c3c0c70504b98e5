/**
 * Letters with marks become plain ones (entra-mapping-language.md 3.7, which tells why these steps in this order give
 * Microsoft's whole table): a few by hand, then decompose and drop the marks, then the ligatures. A letter with a mark is
 * one letter: `ø` is `oe`, `ö` is `o`. What does not decompose (đ, ħ, þ, ð, ŋ) stays.
 */
const byHand: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', Ł: 'L', ı: 'i' };
const ligatures: Readonly<Record<string, string>> = { æ: 'ae', Æ: 'AE', ø: 'oe', Ø: 'OE', œ: 'oe', Œ: 'OE' };

export function withoutDiacritics(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[ßłŁı]/g, (letter) => byHand[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[æÆøØœŒ]/g, (letter) => ligatures[letter] ?? letter)
    .normalize('NFC');
}
