import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowRight16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Violation } from '../../../shared/mapping/trial';
import { ExpressionEditor } from '../../parts/expression-editor/expression-editor';
import { Note } from '../../parts/problem-note';
import { mappingWords } from '../../words/mapping';
import { trialWords } from '../../words/trial';
import type { MappingTable } from './use-mapping';

const useStyles = makeStyles({
  people: { display: 'grid', rowGap: '4px', margin: '8px 0 10px' },
  name: { color: tokens.colorNeutralForeground1 },
  values: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 6px' },
  value: { fontFamily: tokens.fontFamilyMonospace, fontSize: '12.5px', overflowWrap: 'anywhere' },
  fixed: { display: 'inline-flex', alignItems: 'center', gap: '6px', color: tokens.colorNeutralForeground1 },
  fix: { display: 'grid', rowGap: '6px', justifyItems: 'start', '& > [data-expression-editor]': { width: '100%' } },
});

const noFaults: readonly never[] = [];

/** What would keep people from being provisioned, who they are, and an expression that cures it, which can be edited. */
export function ViolationNote(props: {
  readonly violation: Violation;
  readonly attributes: MappingTable['sourceAttributes'];
  readonly onUse: (attribute: string, expression: string) => void;
}) {
  const styles = useStyles();
  const { violation } = props;
  const { people, count, fix, attribute } = violation;
  const [text, setText] = useState(fix ?? '');
  return (
    <Note intent="warning" level={3} title={violation.text}>
      <div>{trialWords.concerned(violation)}</div>
      <ul className={styles.people}>
        {people.map((one) => (
          <li key={one.personId}>
            <bdi className={styles.name}>{one.name}</bdi>
            <div className={styles.values}>
              {one.value === null ? mappingWords.empty : <bdi className={styles.value}>{one.value}</bdi>}
              {one.fixed === null ? null : (
                <span className={styles.fixed}>
                  <ArrowRight16Regular aria-label={trialWords.wouldBe} />
                  <bdi className={styles.value}>{one.fixed}</bdi>
                </span>
              )}
            </div>
          </li>
        ))}
        {count > people.length ? <li>{trialWords.more(count - people.length)}</li> : null}
      </ul>
      {fix === null ? (
        <div>{trialWords.noFix}</div>
      ) : (
        <div className={styles.fix}>
          <span>{trialWords.fixLabel}</span>
          <ExpressionEditor
            short
            label={trialWords.fix(attribute)}
            description={mappingWords.expressionHint}
            text={text}
            faults={noFaults}
            attributes={props.attributes}
            onChange={setText}
            onEnterKey={() => props.onUse(attribute, text)}
          />
          <Button size="small" disabledFocusable={text.trim() === ''} onClick={() => props.onUse(attribute, text)}>
            {trialWords.use}
          </Button>
        </div>
      )}
    </Note>
  );
}
