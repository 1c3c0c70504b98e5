import { AppInfoProvider } from './bridge/app-info';
import { JobsProvider } from './bridge/jobs';
import { Announcer } from './shell/announcer';
import { Feedback } from './shell/feedback';
import { Shell } from './shell/shell';
import { ThemeProvider } from './shell/theme';

/** The window: what it knows (app and jobs), how it looks, and the frame around the pages. */
export function App() {
  return (
    <AppInfoProvider>
      <ThemeProvider>
        <Announcer>
          <JobsProvider>
            <Feedback>
              <Shell />
            </Feedback>
          </JobsProvider>
        </Announcer>
      </ThemeProvider>
    </AppInfoProvider>
  );
}
