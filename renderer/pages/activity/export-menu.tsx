import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowDownload16Regular } from '@fluentui/react-icons';
import type { LogFilter, ProblemWords } from '../../../shared/ipc/contract';
import { useCommand } from '../../bridge/command';
import { useFeedback } from '../../shell/feedback';
import { activityWords } from '../../words/activity';

/** Writes what is filtered to a file that the admin chooses. */
export function ExportMenu(props: {
  readonly job: string;
  readonly filter: LogFilter;
  readonly onProblem: (problem: ProblemWords) => void;
}) {
  const { run, running } = useCommand('log.export');
  const say = useFeedback();
  const write = async (format: 'csv' | 'ndjson') => {
    const reply = await run({ job: props.job, filter: props.filter, format });
    if (!reply.ok) props.onProblem(reply.error);
    else if (reply.value.file !== null) say(activityWords.exported(reply.value.entries), reply.value.file);
  };
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<ArrowDownload16Regular />} disabledFocusable={running}>
          {activityWords.export}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => void write('csv')}>{activityWords.exportCsv}</MenuItem>
          <MenuItem onClick={() => void write('ndjson')}>{activityWords.exportNdjson}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
