import { type AppKeeper, keepAppSettings } from '../bridge/keep-app-settings';
import { settingRowWords } from '../words/setting-rows';
import { SwitchSetting } from './choice-setting';

/** Start at login; the wizard asks it too. */
export function StartAtLogin(props: AppKeeper) {
  const { settings } = props.info;
  return (
    <SwitchSetting
      name={settingRowWords.start.name}
      hint={settingRowWords.start.hint}
      value={settings.startAtLogin}
      keep={(startAtLogin) => keepAppSettings(props, { ...settings, startAtLogin })}
    />
  );
}
