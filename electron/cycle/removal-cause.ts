import { isRemoval } from '../../shared/decision/operation';
import { scopeSentence } from '../../shared/scoping/decide-scope';
import type { Evaluated } from './evaluate-person';

/**
 * Why access is taken away, where it is not simply that the person left: the days are over, or the mapping disables
 * somebody who is in scope. A rejection holds as long as the cause stays the same.
 */
export function removalCause({
  story,
  operation,
}: Pick<Evaluated, 'story' | 'operation'>): { readonly cause: string; readonly sentence: string } | null {
  if (!isRemoval(operation)) return null;
  if (operation.action === 'delete' && operation.disabledForDays !== undefined) {
    const days = operation.disabledForDays;
    const sentence = `Disabled ${days} ${days === 1 ? 'day' : 'days'} ago. ${scopeSentence(story.person, story.verdict.reason)}`;
    return { cause: 'days-passed', sentence };
  }
  if (!story.verdict.inScope) return null;
  return { cause: 'mapping', sentence: 'In scope, but the mapping sets active to False.' };
}
