import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Open16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { isProxyAddress } from '../../../shared/settings/address';
import type { AppInfo } from '../../bridge/app-info';
import { call } from '../../bridge/bridge';
import type { ConnectionKeeper, TakeBack } from '../../bridge/connection';
import { type AppKeeper, keepAppSettings } from '../../bridge/keep-app-settings';
import { ChoiceSetting, SwitchSetting } from '../../parts/choice-setting';
import { CopyLink } from '../../parts/copy-link';
import { SettingGroup, SettingRow } from '../../parts/setting-row';
import { StartAtLogin } from '../../parts/start-at-login';
import { TextSetting } from '../../parts/text-setting';
import { settingsWords } from '../../words/settings';

const useStyles = makeStyles({
  value: { color: tokens.colorNeutralForeground2, textAlign: 'right', overflowWrap: 'anywhere' },
});

export function ComputerSettings(props: AppKeeper) {
  const words = settingsWords.computer;
  return (
    <SettingGroup title={settingsWords.sections.computer} note={settingsWords.allJobs}>
      <StartAtLogin {...props} />
      <SettingRow plain name={words.tray} hint={props.info.trayAvailable ? words.trayYes : words.trayNo}>
        {() => null}
      </SettingRow>
    </SettingGroup>
  );
}

export function AppearanceSettings(props: AppKeeper) {
  const words = settingsWords.appearance;
  const { settings } = props.info;
  return (
    <SettingGroup title={settingsWords.sections.appearance} note={settingsWords.allJobs}>
      <ChoiceSetting
        name={words.theme}
        hint={words.themeHint}
        value={settings.theme}
        options={[
          { value: 'system', name: words.themes.system },
          { value: 'light', name: words.themes.light },
          { value: 'dark', name: words.themes.dark },
        ]}
        keep={(theme) => keepAppSettings(props, { ...settings, theme })}
      />
      <SwitchSetting
        name={words.keys}
        hint={words.keysHint}
        value={settings.singleKeyShortcuts}
        keep={(singleKeyShortcuts) => keepAppSettings(props, { ...settings, singleKeyShortcuts })}
      />
    </SettingGroup>
  );
}

type ProxyMode = 'system' | 'none' | 'own';

export function NetworkSettings(props: AppKeeper) {
  const words = settingsWords.network;
  const { network } = props.info;
  const savedMode: ProxyMode = network.proxy === 'system' || network.proxy === 'none' ? network.proxy : 'own';
  // "This proxy" is chosen before there is an address to keep.
  const [typing, setTyping] = useState(false);
  const mode = typing ? 'own' : savedMode;

  const keep = async (next: AppInfo['network']): Promise<ProblemWords | null> => {
    const reply = await call('app.saveNetwork', next);
    if (!reply.ok) return reply.error;
    if (reply.value.problem !== null) return reply.value.problem;
    props.refresh();
    props.takeBack?.(async () => {
      await call('app.saveNetwork', network);
      props.refresh();
    });
    return null;
  };

  return (
    <>
      <SettingGroup title={words.heading} note={settingsWords.allJobs}>
        <ChoiceSetting
          name={words.proxy}
          hint={words.proxyHint}
          width="long"
          value={mode}
          options={[
            { value: 'system', name: words.modes.system },
            { value: 'none', name: words.modes.none },
            { value: 'own', name: words.modes.own },
          ]}
          keep={async (chosen) => {
            setTyping(chosen === 'own');
            return chosen === 'own' ? null : keep({ ...network, proxy: chosen });
          }}
          saysSaved={(chosen) => chosen !== 'own'}
        />
        {mode === 'own' ? (
          <TextSetting
            name={words.address}
            hint={words.addressHint}
            width="long"
            inputMode="url"
            value={savedMode === 'own' ? network.proxy : ''}
            check={(text) => (isProxyAddress(text) ? null : words.addressWrong)}
            keep={(proxy) => keep({ ...network, proxy })}
          />
        ) : null}
      </SettingGroup>
      <SettingGroup title={words.certificates} note={settingsWords.allJobs}>
        <TextSetting
          name={words.caFile}
          hint={words.caFileHint}
          width="long"
          value={network.caFile ?? ''}
          check={() => null}
          keep={(path) => keep({ ...network, caFile: path === '' ? null : path })}
        />
      </SettingGroup>
    </>
  );
}

export function DataSettings(props: {
  readonly keeper: ConnectionKeeper;
  readonly info: AppInfo;
  readonly takeBack: (undo: TakeBack) => void;
}) {
  const words = settingsWords.data;
  const { connection, keep } = props.keeper;
  const days = connection.retentionDays;
  const terms = words.terms.some((term) => term === days)
    ? [...words.terms]
    : [...words.terms, days].sort((a, b) => a - b);
  return (
    <>
      <SettingGroup title={words.heading}>
        <ChoiceSetting
          name={words.keep}
          hint={words.keepHint}
          value={String(days)}
          options={terms.map((term) => ({ value: String(term), name: words.days(term) }))}
          keep={async (term) => {
            const problem = await keep('retentionDays', Number(term));
            if (problem === null) props.takeBack(() => keep('retentionDays', days));
            return problem;
          }}
        />
      </SettingGroup>
      <SettingGroup title={words.folderHeading} note={settingsWords.allJobs}>
        <SettingRow plain name={words.folder} hint={props.info.dataFolder}>
          {() => (
            <Button icon={<Open16Regular />} onClick={() => void call('app.openDataFolder', {})}>
              {words.open}
            </Button>
          )}
        </SettingRow>
      </SettingGroup>
    </>
  );
}

export function AboutSettings(props: { readonly info: AppInfo }) {
  const styles = useStyles();
  const words = settingsWords.about;
  const rows = [
    [words.version, props.info.version],
    [words.electron, props.info.electron],
    [words.platform, words.platforms[props.info.platform] ?? props.info.platform],
    [words.licence, words.licenceName],
  ] as const;
  return (
    <SettingGroup title={settingsWords.sections.about}>
      {rows.map(([name, value]) => (
        <SettingRow key={name} plain name={name}>
          {() => <span className={styles.value}>{value}</span>}
        </SettingRow>
      ))}
      <CopyLink text={rows.map(([name, value]) => `${name} ${value}`).join('\n')}>{words.copy}</CopyLink>
    </SettingGroup>
  );
}
