import { makeStyles } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useJobState } from '../../bridge/jobs';
import { KeepChanges } from '../../parts/keep-changes';
import { PageBody } from '../../parts/page-body';
import { PageHeading } from '../../parts/page-heading';
import { QueryProblem } from '../../parts/query-problem';
import { SkeletonRows } from '../../parts/skeleton';
import { VersionsDialog } from '../../parts/versions-dialog';
import { useKeptFocus } from '../../shell/kept-focus';
import { useKeys } from '../../shell/keys';
import { narrow, narrowQuery, useMedia } from '../../shell/media';
import { addressOf } from '../../shell/route';
import { navigate, replaceAddress, useLeaveGuard } from '../../shell/router';
import { mappingWords } from '../../words/mapping';
import type { PageProps } from '../page-props';
import { MappingEditorView } from './mapping-editor';
import { MappingNotes } from './mapping-notes';
import { MappingToolbar } from './mapping-toolbar';
import { SchemaDialogs } from './schema-dialogs';
import { useMapping } from './use-mapping';
import { useMappingActions } from './use-mapping-actions';
import { useSchemaFile } from './use-schema-file';

const useStyles = makeStyles({
  loading: { maxWidth: '375px', padding: '8px 36px', [narrow]: { padding: '8px 24px' } },
  page: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0 },
  head: { padding: '28px 36px 16px', [narrow]: { padding: '20px 24px 14px' } },
});

/** How each attribute of the accounts is filled. Nothing is kept until it is saved. */
export function MappingPage(props: PageProps) {
  const styles = useStyles();
  const state = useJobState(props.job);
  const targetName = state?.targetName ?? props.job;
  const { editor, error, refresh } = useMapping(props.job);
  const isNarrow = useMedia(narrowQuery);
  const personId = props.query.get('person');
  const select = useCallback(
    (target: string | null) =>
      replaceAddress(addressOf(props.job, 'mapping', target === null ? [] : [target], { person: personId })),
    [props.job, personId],
  );
  const actions = useMappingActions(editor, select);
  const schema = useSchemaFile(props.job, refresh);
  const [versions, setVersions] = useState(false);

  const [leaving, setLeaving] = useState<{ readonly leave: () => void } | null>(null);
  const changed = (editor?.changes.length ?? 0) > 0;
  const guard = useMemo(() => (changed ? (leave: () => void) => setLeaving({ leave }) : null), [changed]);
  useLeaveGuard(guard);
  useKeptFocus(editor?.changes);

  // No cycle runs before its plan was seen, and that is where it is seen.
  const condition = state?.condition;
  const waitsForReview = condition?.kind === 'review-pending' && condition.changed === true;
  const { savedJustNow } = actions;
  useEffect(() => {
    if (savedJustNow && waitsForReview) navigate(addressOf(props.job, 'plan', [], { make: 'now' }));
  }, [savedJustNow, waitsForReview, props.job]);

  useKeys({ 'Ctrl+Enter': () => void actions.askSave(), F5: refreshUnless(changed, refresh) });

  if (error !== null && editor === null) {
    return (
      <PageBody>
        <PageHeading title={mappingWords.title} line={mappingWords.lead(targetName)} />
        <QueryProblem level={2} words={error} onTryAgain={refresh} />
      </PageBody>
    );
  }

  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageHeading
          title={mappingWords.title}
          line={mappingWords.lead(targetName)}
          {...(editor === null
            ? {}
            : {
                actions: (
                  <MappingToolbar
                    editor={editor}
                    actions={actions}
                    schema={schema}
                    onVersions={() => setVersions(true)}
                  />
                ),
              })}
        />
      </div>
      <MappingNotes actions={actions} schema={schema} />
      <SchemaDialogs schema={schema} unsaved={editor?.changes.length ?? 0} />
      <VersionsDialog
        job={props.job}
        open={versions}
        onClose={() => {
          setVersions(false);
          if (changed) void editor?.catchUp();
          else refresh();
        }}
      />
      {editor === null ? (
        <div className={styles.loading}>
          <SkeletonRows rows={8} height={55} />
        </div>
      ) : (
        <MappingEditorView
          editor={editor}
          actions={actions}
          targetName={targetName}
          selected={props.path[0] ?? null}
          personId={personId}
          onSelect={select}
          form={isNarrow ? 'one' : 'two'}
          flush={false}
        />
      )}
      {leaving === null ? null : (
        <KeepChanges
          note={mappingWords.leaveNote(editor?.changes.length ?? 0)}
          onStay={() => setLeaving(null)}
          onDiscard={() => {
            setLeaving(null);
            leaving.leave();
          }}
          onSave={() => {
            setLeaving(null);
            void actions.askSave();
          }}
        />
      )}
    </div>
  );
}

/** Reading again would throw edits away. */
const refreshUnless = (changed: boolean, refresh: () => void) => () => {
  if (!changed) refresh();
};
