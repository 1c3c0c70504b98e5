import {
  ArrowSwap20Filled,
  ArrowSwap20Regular,
  ClipboardTask20Filled,
  ClipboardTask20Regular,
  Filter20Filled,
  Filter20Regular,
  type FluentIcon,
  History20Filled,
  History20Regular,
  Home20Filled,
  Home20Regular,
  People20Filled,
  People20Regular,
  Pulse20Filled,
  Pulse20Regular,
  Settings20Filled,
  Settings20Regular,
} from '@fluentui/react-icons';
import type { ComponentType } from 'react';
import { pageTitles } from '../words/shell';
import { ActivityPage } from './activity/page';
import { HistoryPage } from './history/page';
import { MappingPage } from './mapping/page';
import { OverviewPage } from './overview/page';
import type { PageProps } from './page-props';
import { PeoplePage } from './people/page';
import { PlanPage } from './plan/page';
import { ProvisionPage } from './provision/page';
import { ScopePage } from './scope/page';
import { SettingsPage } from './settings/page';

export interface PageRow {
  /** As in the address. */
  readonly name: string;
  readonly title: string;
  /** Where it stands in the navigation. */
  readonly group: 'main' | 'rules' | 'foot';
  readonly icon: FluentIcon;
  readonly iconHere: FluentIcon;
  readonly page: ComponentType<PageProps>;
}

/** A page that the navigation does not name: it is reached from others, and belongs `under` one of them. */
export interface InnerPageRow extends Pick<PageRow, 'name' | 'title' | 'page'> {
  readonly under: string;
}

export const innerPages: readonly InnerPageRow[] = [
  { name: 'provision', title: pageTitles.provision, under: 'people', page: ProvisionPage },
];

/** The pages of a job, in the order of the navigation. A page is added here and nowhere else. */
export const pages: readonly PageRow[] = [
  {
    name: 'overview',
    title: pageTitles.overview,
    group: 'main',
    icon: Home20Regular,
    iconHere: Home20Filled,
    page: OverviewPage,
  },
  {
    name: 'plan',
    title: pageTitles.plan,
    group: 'main',
    icon: ClipboardTask20Regular,
    iconHere: ClipboardTask20Filled,
    page: PlanPage,
  },
  {
    name: 'activity',
    title: pageTitles.activity,
    group: 'main',
    icon: Pulse20Regular,
    iconHere: Pulse20Filled,
    page: ActivityPage,
  },
  {
    name: 'people',
    title: pageTitles.people,
    group: 'main',
    icon: People20Regular,
    iconHere: People20Filled,
    page: PeoplePage,
  },
  {
    name: 'history',
    title: pageTitles.history,
    group: 'main',
    icon: History20Regular,
    iconHere: History20Filled,
    page: HistoryPage,
  },
  {
    name: 'scope',
    title: pageTitles.scope,
    group: 'rules',
    icon: Filter20Regular,
    iconHere: Filter20Filled,
    page: ScopePage,
  },
  {
    name: 'mapping',
    title: pageTitles.mapping,
    group: 'rules',
    icon: ArrowSwap20Regular,
    iconHere: ArrowSwap20Filled,
    page: MappingPage,
  },
  {
    name: 'settings',
    title: pageTitles.settings,
    group: 'foot',
    icon: Settings20Regular,
    iconHere: Settings20Filled,
    page: SettingsPage,
  },
];
