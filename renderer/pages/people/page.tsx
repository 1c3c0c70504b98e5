import type { PageProps } from '../page-props';
import { PeopleTable } from './people-table';
import { PersonPage } from './person-page';

/** Everybody, or the one whom the address names. */
export function PeoplePage(props: PageProps) {
  const [id] = props.path;
  return id === undefined ? (
    <PeopleTable job={props.job} query={props.query} />
  ) : (
    <PersonPage key={id} job={props.job} id={id} />
  );
}
