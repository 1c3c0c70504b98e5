#!/usr/bin/env bash
# Runs one command in a desktop of its own: a session bus, an unlocked Secret Service on it, a home folder, and with
# --display an X server. All of it is made for the command and thrown away after it; nobody's own keyring is touched.
#
#   test/run-with-desktop.sh [--display] [--own-home] COMMAND [ARGUMENT...]
#
# --own-home keeps HOME as it is, for a person who runs the app where there is no display.
#
# The bus starts without DISPLAY, so that a locked keyring fails at once instead of asking on a screen nobody sees.
set -euo pipefail

if [ "${1-}" = --inside ]; then
  shift
  # --unlock reads the password to the end of its input, without a newline, and makes the login keyring with it.
  printf 'keyring of one run' | gnome-keyring-daemon --unlock --components=secrets >"$INSEAM_DESKTOP/keyring" 2>&1 3>&- || {
    cat "$INSEAM_DESKTOP/keyring" >&3
    exit 1
  }
  for _ in $(seq 100); do
    owned=$(dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus /org/freedesktop/DBus \
      org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets)
    case $owned in *true*) break ;; esac
    sleep 0.1
  done
  case $owned in
    *true*) ;;
    *)
      echo 'run-with-desktop: no Secret Service came up' >&3
      exit 1
      ;;
  esac
  if [ -n "${INSEAM_DESKTOP_DISPLAY-}" ]; then export DISPLAY="$INSEAM_DESKTOP_DISPLAY"; fi
  unset INSEAM_DESKTOP INSEAM_DESKTOP_DISPLAY
  # The bus talks about itself on stderr all the time; what the command says there goes on to ours.
  exec "$@" 2>&3 3>&-
fi

display=
own_home=
while :; do
  case ${1-} in
    --display) display=yes ;;
    --own-home) own_home=yes ;;
    *) break ;;
  esac
  shift
done
[ $# -gt 0 ] || {
  echo 'usage: run-with-desktop.sh [--display] [--own-home] COMMAND [ARGUMENT...]' >&2
  exit 2
}

INSEAM_DESKTOP=$(mktemp -d)
export INSEAM_DESKTOP
server=
# shellcheck disable=SC2317
tidy() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
  rm -rf "$INSEAM_DESKTOP" 2>/dev/null || true
}
trap tidy EXIT

if [ -n "$display" ]; then
  # The server picks a free number itself and writes it down when it is ready.
  mkfifo "$INSEAM_DESKTOP/number"
  Xvfb -displayfd 3 -screen 0 1600x1200x24 -nolisten tcp 3>"$INSEAM_DESKTOP/number" >"$INSEAM_DESKTOP/xvfb" 2>&1 &
  server=$!
  read -r -t 30 number <"$INSEAM_DESKTOP/number" || {
    cat "$INSEAM_DESKTOP/xvfb" >&2
    echo 'run-with-desktop: no X server came up' >&2
    exit 1
  }
  export INSEAM_DESKTOP_DISPLAY=":$number"
fi

mkdir -m 700 "$INSEAM_DESKTOP/runtime" "$INSEAM_DESKTOP/home"
export XDG_RUNTIME_DIR="$INSEAM_DESKTOP/runtime"
if [ -z "$own_home" ]; then
  export HOME="$INSEAM_DESKTOP/home"
  unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME
fi
unset DISPLAY WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS

here=$(cd "$(dirname "$0")" && pwd)
status=0
dbus-run-session -- "$here/$(basename "$0")" --inside "$@" 3>&2 2>"$INSEAM_DESKTOP/bus" || status=$?
exit "$status"
