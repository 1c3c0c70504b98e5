import { Button, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { Delete20Regular, Key16Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { AttributeMapping } from '../../../shared/mapping/rules';
import { WholePath } from '../../parts/attribute-name';
import { forcedColors } from '../../shell/media';
import { mappingWords } from '../../words/mapping';
import { isOnlyMatching, matchingOrder } from './mapping-draft';
import type { MappingEditor } from './use-mapping';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'flex-start', gap: '8px' },
  // A long name and the pills go to further lines; the button stays where it is.
  title: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: '32px',
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '4px 8px',
  },
  name: {
    fontSize: '16px',
    lineHeight: '22px',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
  },
  pill: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    height: '20px',
    padding: '0 7px',
    borderRadius: '10px',
    fontSize: '12px',
    lineHeight: '16px',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    [forcedColors]: { border: '1px solid CanvasText' },
  },
});

/** The attribute's name, what the target asks of it, and the button that removes it. */
export function PaneHead(props: {
  readonly editor: MappingEditor;
  readonly mapping: AttributeMapping;
  /** In the narrow form the dropdown above stands for the name. */
  readonly heading: ReactNode | null;
  readonly onRemove: (mapping: AttributeMapping) => void;
}) {
  const styles = useStyles();
  const { editor, mapping } = props;
  const known = editor.table.targetAttributes.find((attribute) => attribute.path === mapping.target);
  const order = matchingOrder(editor.draft.present, mapping);
  const onlyMatching = isOnlyMatching(editor.draft.present, mapping);
  return (
    <div className={styles.head}>
      <div className={styles.title}>
        {props.heading ?? (
          <h2 tabIndex={-1} className={styles.name}>
            <WholePath path={mapping.target} />
          </h2>
        )}
        {order > 0 ? (
          <span className={styles.pill}>
            <Key16Regular aria-hidden="true" />
            {mappingWords.matchingAt(order)}
          </span>
        ) : null}
        {known?.required === true ? <span className={styles.pill}>{mappingWords.required}</span> : null}
        {known === undefined || known.maxLength === null ? null : (
          <span className={styles.pill}>{mappingWords.atMost(known.maxLength)}</span>
        )}
      </div>
      <Tooltip
        content={onlyMatching ? mappingWords.cannotRemove(mapping.target) : mappingWords.remove}
        relationship={onlyMatching ? 'description' : 'label'}
      >
        <Button
          appearance="subtle"
          aria-label={mappingWords.remove}
          icon={<Delete20Regular />}
          disabledFocusable={onlyMatching}
          onClick={() => props.onRemove(mapping)}
        />
      </Tooltip>
    </div>
  );
}
