import { Button } from '@fluentui/react-components';
import type { ProblemWords } from '../../shared/ipc/contract';
import { shellWords } from '../words/shell';
import { Note, type NoteLevel } from './problem-note';

/** In the place of what could not be read; the rest of the page stays. */
export function QueryProblem(props: {
  readonly words: ProblemWords;
  readonly level?: NoteLevel;
  readonly onTryAgain: () => void;
}) {
  return (
    <Note
      intent="error"
      title={shellWords.notRead}
      level={props.level ?? 2}
      actions={<Button onClick={props.onTryAgain}>{shellWords.tryAgain}</Button>}
    >
      {props.words.title}. {props.words.nextStep}
    </Note>
  );
}
