# Sourced by the scripts beside it: what they need to open the console in a browser. Sets `root`.
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit "${status:-1}"
}

require_browser() {
  [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || fail "Chromium is needed: apt-get install chromium, or CHROMIUM says where it is"
  [ -d "$root/console/node_modules/playwright-core" ] ||
    (cd "$root/console" && npm ci --ignore-scripts --no-audit --no-fund >&2)
}
