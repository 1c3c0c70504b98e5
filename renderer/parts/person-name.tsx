import { Avatar, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  large: { '& .fui-Avatar__initials': { fontSize: '20px' } },
  avatar: { '& .fui-Avatar__initials': { fontSize: '11px' } },
});

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const firstOf = (text: string, amount: number): string =>
  [...graphemes.segment(text)]
    .slice(0, amount)
    .map((part) => part.segment)
    .join('');

/** Two graphemes at most: of the first and the last name; of the given name where names are written without letters. */
export function initialsOf(name: string): string {
  const parts = name
    .replace(/\(.*\)/u, '')
    .split(/\s+/u)
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (first === undefined || last === undefined) return '';
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(last)) return firstOf(last, 2);
  return parts.length === 1 ? firstOf(first, 1).toUpperCase() : `${firstOf(first, 1)}${firstOf(last, 1)}`.toUpperCase();
}

/** A name in its own direction, whatever stands around it. */
export function PersonName(props: { readonly name: string }) {
  return <bdi>{props.name}</bdi>;
}

/** The circle before a name; says nothing that the name does not say. */
export function PersonCircle(props: { readonly name: string; readonly id: string; readonly size?: 28 | 56 }) {
  const styles = useStyles();
  return (
    <Avatar
      className={props.size === 56 ? styles.large : styles.avatar}
      size={props.size ?? 28}
      color="colorful"
      idForColor={props.id}
      initials={initialsOf(props.name)}
      aria-hidden="true"
    />
  );
}
