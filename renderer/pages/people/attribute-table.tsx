import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  Checkmark16Regular,
  Clock16Regular,
  type FluentIcon,
  PersonEdit16Regular,
  Subtract16Regular,
} from '@fluentui/react-icons';
import { useState } from 'react';
import { differs } from '../../../shared/explain/explain-attributes';
import type { AttributeVerdict, ExplainedAttribute, Explanation } from '../../../shared/explain/explanation';
import { useAttributeLabels } from '../../bridge/attribute-labels';
import { useJobState } from '../../bridge/jobs';
import { WholePath } from '../../parts/attribute-name';
import { oneLine } from '../../parts/change-line';
import { SectionHeading } from '../../parts/section-heading';
import { StateIcon } from '../../parts/state-icon';
import { personWords, verdictWords } from '../../words/people';

/** As many as are shown at first, unless more differ. */
const first = 5;

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  column: {
    textAlign: 'left',
    verticalAlign: 'bottom',
    fontSize: '12px',
    lineHeight: '16px',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    padding: '4px 10px 8px 0',
    ':first-child': { width: '100px' },
    ':last-child': { width: '136px', paddingRight: 0 },
  },
  notRead: { display: 'block', color: tokens.colorStatusWarningForeground3 },
  cell: {
    height: '36px',
    boxSizing: 'border-box',
    padding: '7px 10px 7px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
    ':last-child': { paddingRight: 0 },
  },
  attribute: { color: tokens.colorNeutralForeground2 },
  other: { fontWeight: tokens.fontWeightSemibold },
  empty: { fontStyle: 'italic', color: tokens.colorNeutralForeground3 },
  verdict: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground3,
    '&[data-verdict="waits"]': { color: tokens.colorNeutralForeground2 },
    '&[data-verdict="too-long"]': { color: tokens.colorStatusWarningForeground3 },
    '&[data-verdict="wrong"]': { color: tokens.colorStatusWarningForeground3 },
    '&[data-verdict="changed-by-hand"]': { color: tokens.colorStatusWarningForeground3 },
  },
});

const icons: Readonly<Record<Exclude<AttributeVerdict, 'too-long' | 'wrong'>, FluentIcon>> = {
  same: Checkmark16Regular,
  waits: Clock16Regular,
  'changed-by-hand': PersonEdit16Regular,
  'left-alone': Subtract16Regular,
  'not-read': Subtract16Regular,
};

/** Attribute by attribute: what Entra has, what the mapping wants, what the account has, and what that means. */
export function AttributeTable(props: { readonly explanation: Explanation; readonly job: string }) {
  const styles = useStyles();
  const { explanation } = props;
  const labelOf = useAttributeLabels(useJobState(props.job)?.profileId ?? null);
  const [all, setAll] = useState(false);
  const { attributes, target, targetName } = explanation;
  const differing = attributes.filter(differs).length;
  const shown = all ? attributes : attributes.slice(0, Math.max(first, differing));
  const silent =
    target.from === 'now' || target.because === null
      ? null
      : personWords.notRead(causeOf(target.because.title, targetName));
  const value = (text: string | null) =>
    text === null || text === '' ? (
      <span className={styles.empty}>{personWords.none}</span>
    ) : (
      <bdi>{oneLine(text)}</bdi>
    );
  return (
    <section aria-labelledby="attributes">
      <SectionHeading
        id="attributes"
        title={personWords.attributes}
        action={
          attributes.length <= shown.length && !all ? undefined : (
            <Link as="button" onClick={() => setAll(!all)}>
              {all ? personWords.showFewer : personWords.showAll(attributes.length)}
            </Link>
          )
        }
      />
      <table className={styles.table} aria-labelledby="attributes">
        <thead>
          <tr>
            <th scope="col" className={styles.column}>
              {personWords.columns.attribute}
            </th>
            <th scope="col" className={styles.column}>
              {personWords.columns.source}
            </th>
            <th scope="col" className={styles.column}>
              {personWords.columns.wanted}
            </th>
            <th scope="col" className={styles.column}>
              {personWords.columns.has(targetName)}
              {silent === null ? null : <span className={styles.notRead}>{silent}</span>}
            </th>
            <th scope="col" className={styles.column}>
              {personWords.columns.verdict}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((attribute) => (
            <tr key={attribute.path}>
              <td className={mergeClasses(styles.cell, styles.attribute)} title={attribute.path}>
                <WholePath path={labelOf(attribute.path)} />
              </td>
              <td className={styles.cell} title={attribute.read.map(({ attribute: name }) => name).join(', ')}>
                {value(readText(attribute))}
              </td>
              <td className={styles.cell} title={whenceText(attribute)}>
                {value(attribute.wanted)}
              </td>
              <td className={mergeClasses(styles.cell, differs(attribute) && styles.other)}>{value(attribute.has)}</td>
              <td className={styles.cell} title={attribute.note}>
                <Verdict verdict={attribute.verdict} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Verdict({ verdict }: { readonly verdict: AttributeVerdict }) {
  const styles = useStyles();
  const Icon = verdict === 'too-long' || verdict === 'wrong' ? null : icons[verdict];
  return (
    <span className={styles.verdict} data-verdict={verdict}>
      {Icon === null ? <StateIcon state="attention" size={16} /> : <Icon aria-hidden="true" />}
      {verdictWords[verdict]}
    </span>
  );
}

const readText = ({ read }: ExplainedAttribute): string | null =>
  read.length === 0
    ? null
    : read
        .map(({ value }) => value ?? '')
        .filter((value) => value !== '')
        .join(', ');

/** Where the wanted value comes from, with what the parts of an expression came to. */
const whenceText = ({ source, steps }: ExplainedAttribute): string =>
  [source, ...steps.slice(0, -1).map(({ expression, value }) => `${expression}: ${value ?? personWords.none}`)].join(
    '\n',
  );

/** In the head of a narrow column: the service's name, where it is the service that is silent. */
const causeOf = (title: string, targetName: string): string =>
  / does not answer| refuses the connection| cannot be found/.test(title)
    ? personWords.doesNotAnswer(targetName)
    : title;
