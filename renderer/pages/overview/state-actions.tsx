import {
  Button,
  Menu,
  type MenuButtonProps,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SplitButton,
  Tooltip,
} from '@fluentui/react-components';
import { ArrowSync16Regular, Pause16Regular, Play16Regular, Stop16Regular } from '@fluentui/react-icons';
import type { JobState } from '../../../shared/health/job-state';
import type { StateAction } from '../../../shared/health/state-sentence';
import { addressOf, setupAddress } from '../../shell/route';
import { navigateGuarded } from '../../shell/router';
import { overviewWords } from '../../words/overview';
import { times } from '../../words/times';
import type { JobCommands } from './job-commands';

/** Tomorrow at eight in the morning of this computer's clock. */
function tomorrowMorning(): Date {
  const date = new Date();
  date.setDate(date.getDate() + 1);
  date.setHours(8, 0, 0, 0);
  return date;
}

/** The buttons beside the sentence: what is most wanted in this state, the likeliest last. */
export function StateActions(props: {
  readonly state: JobState;
  readonly actions: readonly StateAction[];
  readonly commands: JobCommands;
}) {
  const { state, commands } = props;
  const stopping = state.condition.kind === 'running' && state.condition.progress.stopping;
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

  const button = (action: StateAction) => {
    switch (action) {
      case 'set-up':
        return (
          <Button
            key={action}
            appearance="primary"
            onClick={() =>
              navigateGuarded(setupAddress(state.job, state.condition.kind === 'not-set-up' ? state.condition.step : 1))
            }
          >
            {overviewWords.setUp}
          </Button>
        );
      case 'unlock-keychain':
        return (
          <Button key={action} appearance="primary" disabledFocusable={commands.starting} onClick={commands.sync}>
            {overviewWords.unlock}
          </Button>
        );
      case 'review-first-cycle':
        return (
          <Button key={action} appearance="primary" onClick={() => navigateGuarded(addressOf(state.job, 'plan'))}>
            {overviewWords.review}
          </Button>
        );
      case 'stop':
        return (
          <Button
            key={action}
            icon={<Stop16Regular />}
            disabledFocusable={stopping || commands.stopping}
            onClick={commands.stop}
          >
            {stopping || commands.stopping ? overviewWords.stopping : overviewWords.stop}
          </Button>
        );
      case 'try-now':
        return (
          <Button key={action} appearance="primary" disabledFocusable={commands.starting} onClick={commands.sync}>
            {overviewWords.tryNow}
          </Button>
        );
      case 'resume':
        return (
          <Button key={action} appearance="primary" icon={<Play16Regular />} onClick={commands.resume}>
            {overviewWords.resume}
          </Button>
        );
      case 'pause':
        return (
          <Menu key={action} positioning="below-end">
            <MenuTrigger disableButtonEnhancement>
              {(trigger) => (
                <SplitButton
                  icon={<Pause16Regular />}
                  menuButton={{ ...(trigger as MenuButtonProps), 'aria-label': overviewWords.pauseHowLong }}
                  primaryActionButton={{ onClick: () => commands.pause(null) }}
                >
                  {overviewWords.pause}
                </SplitButton>
              )}
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                <MenuItem onClick={() => commands.pause(inAnHour())}>{overviewWords.pauseHour}</MenuItem>
                <MenuItem onClick={() => commands.pause(tomorrowMorning().toISOString())}>
                  {overviewWords.pauseTomorrow(times.clock(tomorrowMorning().getTime()))}
                </MenuItem>
                <MenuItem onClick={() => commands.pause(null)}>{overviewWords.pauseOpen}</MenuItem>
              </MenuList>
            </MenuPopover>
          </Menu>
        );
      case 'sync-now': {
        const sync = (
          <Button
            key={action}
            appearance="primary"
            icon={<ArrowSync16Regular />}
            disabledFocusable={commands.starting}
            onClick={commands.sync}
          >
            {overviewWords.syncNow}
          </Button>
        );
        return commands.starting ? (
          <Tooltip key={action} content={overviewWords.starting} relationship="description">
            {sync}
          </Tooltip>
        ) : (
          sync
        );
      }
      case 'open-scope':
        return (
          <Button key={action} appearance="primary" onClick={() => navigateGuarded(addressOf(state.job, 'scope'))}>
            {overviewWords.openScope}
          </Button>
        );
      // Its button is in the banner, beside the reason.
      case 'review-deletions':
        return null;
    }
  };
  return <>{props.actions.map(button)}</>;
}
