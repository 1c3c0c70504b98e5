import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { PersonView } from '../../../shared/ipc/contract';
import type { AttributeMapping } from '../../../shared/mapping/rules';
import { useQuery } from '../../bridge/query';
import { mappingWords } from '../../words/mapping';
import { PersonPicker } from './person-picker';
import { TriedValues } from './tried-values';
import { useTryOn } from './use-mapping';

const useStyles = makeStyles({
  block: {
    marginTop: '16px',
    paddingTop: '14px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    maxWidth: '760px',
  },
  head: { display: 'flex', alignItems: 'center', gap: '8px', marginBottom: '10px', flexWrap: 'wrap' },
  title: { fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  note: { marginTop: '8px', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
});

export interface TriedPerson {
  readonly person: PersonView | null;
  readonly choose: (person: PersonView) => void;
  /** True once it is known that nobody in particular is meant. */
  readonly anyone: boolean;
}

/** Whom the mapping is tried on: whoever the address names, until another one is chosen. */
export function useTriedPerson(job: string, wanted: string | null): TriedPerson {
  const [person, choose] = useState<PersonView | null>(null);
  const { value, error } = useQuery('people.search', wanted === null ? null : { job, text: wanted, limit: 1 });
  const found = value?.people.find(({ id }) => id === wanted);
  useEffect(() => {
    if (found !== undefined) choose(found);
  }, [found]);
  return { person, choose, anyone: wanted === null || error !== null || (value !== null && found === undefined) };
}

/** What the mapping makes of one person: the values on the way, the result, and whether the target can take it. */
export function TryOn(props: {
  readonly job: string;
  readonly mapping: AttributeMapping;
  readonly tried: TriedPerson;
  readonly caret: number | null;
}) {
  const styles = useStyles();
  const { person, choose, anyone } = props.tried;
  const { result, stale, error } = useTryOn(props.job, props.mapping, person);
  return (
    <section className={styles.block} aria-label={mappingWords.tryOn}>
      <div className={styles.head}>
        <h2 className={styles.title}>{mappingWords.tryOn}</h2>
        <PersonPicker job={props.job} person={person} takesFirst={anyone} onChoose={choose} />
      </div>
      {error === null ? null : (
        <p className={styles.note} role="alert">
          {error.title}. {error.nextStep}
        </p>
      )}
      {result === null ? null : (
        <TriedValues source={props.mapping.source} result={result} stale={stale} caret={props.caret} />
      )}
      {result !== null && stale ? <p className={styles.note}>{mappingWords.stale}</p> : null}
    </section>
  );
}
