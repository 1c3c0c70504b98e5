import { makeStyles } from '@fluentui/react-components';
import { Note, ProblemNote } from '../../parts/problem-note';
import { narrow } from '../../shell/media';
import { mappingWords } from '../../words/mapping';
import { schemaFileWords } from '../../words/schema-file';
import type { MappingActions } from './use-mapping-actions';
import type { SchemaFile } from './use-schema-file';

const useStyles = makeStyles({
  notes: {
    display: 'grid',
    rowGap: '8px',
    padding: '0 36px 14px',
    [narrow]: { padding: '0 24px 10px' },
    '&[data-flush="true"]': { padding: '0 0 10px' },
  },
});

/** What stood in the way of saving, and what became of a file. */
export function MappingNotes(props: {
  readonly actions: MappingActions;
  readonly schema: SchemaFile;
  readonly flush?: boolean;
}) {
  const styles = useStyles();
  const { problem, blockedBy } = props.actions;
  const { problem: ofFile, exportedTo } = props.schema;
  const wrong = problem ?? ofFile;
  if (wrong === null && blockedBy === 0 && exportedTo === null) return null;
  return (
    <div className={styles.notes} data-flush={props.flush === true}>
      {wrong === null && blockedBy === 0 ? null : (
        <div role="alert">
          {wrong === null ? (
            <Note intent="error" level={2} title={mappingWords.blocked(blockedBy)} />
          ) : (
            <ProblemNote level={2} words={wrong} />
          )}
        </div>
      )}
      {exportedTo === null ? null : <Note intent="info">{schemaFileWords.exported(exportedTo)}</Note>}
    </div>
  );
}
