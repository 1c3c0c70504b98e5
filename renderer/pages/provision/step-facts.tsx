import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import type { SightStepView } from '../../../shared/ipc/contract';

const useStyles = makeStyles({
  facts: {
    marginTop: '2px',
    '& > summary': {
      width: 'fit-content',
      cursor: 'pointer',
      fontSize: '12px',
      lineHeight: '20px',
      color: tokens.colorNeutralForeground3,
      borderRadius: tokens.borderRadiusMedium,
      ':hover': { color: tokens.colorNeutralForeground2Hover },
      ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
    },
  },
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, 240px) minmax(0, 1fr)',
    columnGap: '12px',
    rowGap: '2px',
    margin: '4px 0 0',
    fontSize: '12px',
    lineHeight: '16px',
    '& > dt': { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
    '& > dd': { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  },
});

/** What stands behind a step, closed until somebody wants to know. */
export function StepFacts(props: { readonly title: string; readonly facts: SightStepView['facts'] }) {
  const styles = useStyles();
  return (
    <details className={styles.facts}>
      <summary>{props.title}</summary>
      <dl className={styles.list}>
        {props.facts.map(({ name, value }) => (
          <Fragment key={`${name} ${value}`}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}
