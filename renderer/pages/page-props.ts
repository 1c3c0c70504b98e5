/** What every page is given: the job it is about and what its address says. */
export interface PageProps {
  /** The job; for the wizard its draft, "new" before there is one; '' on Welcome. */
  readonly job: string;
  /** What follows the page's name in the address: a mapping's attribute, a section of settings, a wizard's step. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}
