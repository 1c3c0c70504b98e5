import { assertNever } from '../outcome';
import type { Advice } from './advice';
import type { IncompleteProblem } from './problem';

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

/** What gave a read away that did not tell everything. */
function whatGaveItAway({ because, subject, expected }: IncompleteProblem): string {
  switch (because) {
    case 'links-repeat':
      return 'Its pages lead back to one that was read already, so that they have no end.';
    case 'group-members':
      return expected === 0
        ? `It has the group ${subject}, but would not name its members.`
        : `It named no member of the group ${subject}, but counts ${expected}.`;
    case 'reads-differ':
      return `Many would have lost access, so it was asked again who is let in: it then said another thing. Before there were ${people(expected)}.`;
    case 'lookups-fail':
      return `It says that ${people(expected)} cannot be found, but does not find ${subject} either, who is there.`;
    case 'property-gone':
      return `It no longer says ${subject} of anybody, which it said before. The app registration may have lost a permission.`;
    default:
      return assertNever(because);
  }
}

export const adviseOnIncomplete = (problem: IncompleteProblem): Advice => ({
  title: 'Microsoft Entra ID did not tell everything',
  meaning: `${whatGaveItAway(problem)} Nobody is taken for gone because of half an answer: no account was changed.`,
  nextStep:
    problem.because === 'property-gone'
      ? 'Check the permissions of the app registration. If the values were removed on purpose, have everyone checked again (sync --full).'
      : 'Inseam reads again in the next cycle. If it stays so, test the connection to Microsoft Entra ID.',
  action: 'try-again',
});
