import { Dropdown, Field, Input, makeStyles, Option, Switch, tokens } from '@fluentui/react-components';
import type { AttributeMapping, WhenEmpty } from '../../../shared/mapping/rules';
import { mappingWords } from '../../words/mapping';
import { isOnlyMatching } from './mapping-draft';
import { MatchingSwitch } from './matching-switch';
import type { MappingEditor } from './use-mapping';

const useStyles = makeStyles({
  foot: {
    marginTop: '16px',
    paddingTop: '14px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'grid',
    rowGap: '10px',
    maxWidth: '760px',
  },
  pair: { display: 'flex', flexWrap: 'wrap', gap: '10px 24px', '& > *': { flexBasis: '240px', flexGrow: 1 } },
  // Its own margin would set it in from the fields above.
  switch: { marginLeft: '-8px' },
});

const empties: readonly WhenEmpty[] = ['leave', 'clear', 'default'];

/** What else can be said of an attribute: its default, what an empty source does, matching and what was changed by hand. */
export function AttributeOptions(props: {
  readonly editor: MappingEditor;
  readonly mapping: AttributeMapping;
  readonly targetName: string;
  readonly onChange: (part: Partial<AttributeMapping>, field: string | null) => void;
  readonly onLeave: () => void;
}) {
  const styles = useStyles();
  const { editor, mapping, onChange } = props;
  return (
    <div className={styles.foot}>
      <div className={styles.pair}>
        <Field label={mappingWords.defaultValue} hint={mappingWords.defaultHint}>
          <Input
            value={mapping.defaultValue ?? ''}
            input={{ 'data-typing': 'true' } as Record<string, string>}
            onChange={(_, data) => onChange({ defaultValue: data.value === '' ? null : data.value }, 'default')}
            onBlur={props.onLeave}
          />
        </Field>
        <Field label={mappingWords.whenEmpty} hint={mappingWords.whenEmptyHint}>
          <Dropdown
            value={mappingWords.empties[mapping.whenEmpty ?? 'leave']}
            selectedOptions={[mapping.whenEmpty ?? 'leave']}
            onOptionSelect={(_, data) => {
              // Left alone is the service's way, and is not written down.
              const whenEmpty = empties.find((name) => name === data.optionValue && name !== 'leave');
              onChange({ whenEmpty }, null);
            }}
          >
            {empties.map((name) => (
              <Option key={name} value={name}>
                {mappingWords.empties[name]}
              </Option>
            ))}
          </Dropdown>
        </Field>
      </div>
      <div>
        <MatchingSwitch
          key={mapping.target}
          job={editor.job}
          path={mapping.target}
          targetName={props.targetName}
          checked={mapping.matchingPriority > 0}
          onlyMatching={isOnlyMatching(editor.draft.present, mapping)}
          onChange={(checked) => onChange({ matchingPriority: checked ? highestPriority(editor) + 1 : 0 }, null)}
        />
        {mapping.flowType === 'Always' || mapping.flowType === 'MultiValueAddOnly' ? (
          <Switch
            className={styles.switch}
            label={mappingWords.reportDrift(props.targetName)}
            checked={mapping.onDrift === 'report'}
            onChange={(_, data) => onChange({ onDrift: data.checked ? 'report' : 'source' }, null)}
          />
        ) : null}
      </div>
    </div>
  );
}

const highestPriority = (editor: MappingEditor): number =>
  Math.max(0, ...editor.draft.present.map((mapping) => mapping.matchingPriority));
