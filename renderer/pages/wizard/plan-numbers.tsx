import { makeStyles, tokens } from '@fluentui/react-components';
import type { PlanSummary } from '../../../shared/ipc/contract';
import { times } from '../../words/times';
import { wizardWords } from '../../words/wizard';

const useStyles = makeStyles({
  numbers: { display: 'flex', flexWrap: 'wrap', gap: '12px 44px' },
  number: {
    display: 'block',
    fontSize: '20px',
    lineHeight: '28px',
    fontWeight: tokens.fontWeightSemibold,
    '&[data-warning="true"]': { color: tokens.colorStatusWarningForeground3 },
  },
  word: { display: 'block', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
});

const words = wizardWords.review;

/** What the cycle would do in numbers; what takes access away comes first, even where it is 0. */
export function PlanNumbers(props: { readonly summary: PlanSummary }) {
  const styles = useStyles();
  const { counts } = props.summary;
  const removed = counts.disable + counts.delete;
  const linked = counts.link + counts.update + counts.enable;
  const numbers: readonly { readonly count: number; readonly word: string; readonly warning?: boolean }[] = [
    { count: removed, word: words.removed, warning: removed > 0 },
    { count: counts.create, word: words.created },
    { count: linked, word: words.linked(linked) },
    { count: counts.update, word: words.updated },
    ...(counts.enable > 0 ? [{ count: counts.enable, word: words.enabled }] : []),
    { count: counts.skipped, word: words.skipped(counts.skipped), warning: counts.skipped > 0 },
    ...(counts.failed > 0 ? [{ count: counts.failed, word: words.failed(counts.failed), warning: true }] : []),
  ];
  return (
    <ul className={styles.numbers} aria-label={words.numbers}>
      {numbers.map(({ count, word, warning }) => (
        <li key={word}>
          <b className={styles.number} data-warning={warning === true}>
            {times.number(count)}
          </b>
          <span className={styles.word}>{word}</span>
        </li>
      ))}
    </ul>
  );
}
