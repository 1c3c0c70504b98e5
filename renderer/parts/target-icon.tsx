import { PlugConnected20Regular, Video20Regular } from '@fluentui/react-icons';

/** The picture of a service, where it has one. */
export function TargetIcon(props: { readonly profileId: string }) {
  return props.profileId === 'bluejeans' ? (
    <Video20Regular aria-hidden="true" />
  ) : (
    <PlugConnected20Regular aria-hidden="true" />
  );
}
