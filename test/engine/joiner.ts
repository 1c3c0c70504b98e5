import type { TestCompany } from './test-company';

/** Somebody of a test's own, assigned directly. */
export interface Joiner {
  readonly id: string;
  readonly name: string;
  readonly userName: string;
  /** The account at the target; undefined: there is none. */
  account(): Promise<{ readonly [attribute: string]: unknown } | undefined>;
}

let joiners = 0;

/** Joins the company and is provisioned, unless told otherwise. */
export async function join(company: TestCompany, more: Record<string, string | boolean> = {}): Promise<Joiner> {
  joiners += 1;
  const userName = `joiner${joiners}@oxbow.example`;
  const name = `Joiner ${joiners}`;
  const id = await company.entra.createPerson({
    displayName: name,
    givenName: 'Joiner',
    surname: String(joiners),
    userPrincipalName: userName,
    mail: userName,
    accountEnabled: true,
    jobTitle: 'Trainee',
    ...more,
  });
  await company.entra.assign(id);
  return {
    id,
    name,
    userName,
    account: async () => (await company.scim.accounts()).find((account) => account['userName'] === userName),
  };
}
