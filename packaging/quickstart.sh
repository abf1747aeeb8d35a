#!/usr/bin/env bash
# packaging/quickstart.sh
#
# Installs what is missing to build dunlin, builds it, and upgrades the SQLite database of
# migrations-examples/quickstart. A second run is quick and needs no network.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=packaging/packages.sh
. packaging/packages.sh

step() { printf '\n==> %s\n' "$*"; }

# Runs a command in the background and waits, so that what ends this script ends the build too.
# Packages are not built: apt is left to finish.
child=
attended() {
  local code=0
  "$@" &
  child=$!
  wait "$child" || code=$?
  child=
  return $code
}
end_by() {
  trap - "$1"
  [ -z "$child" ] || kill "$child" 2> /dev/null || true
  wait
  kill -s "$1" $$
}
for signal in HUP INT TERM; do
  # shellcheck disable=SC2064 # the signal of now
  trap "end_by $signal" "$signal"
done

step "packages"
install_packages "${build_packages[@]}"

step "build: build/release, a few minutes the first time"
log=build/release/quickstart.log
mkdir -p build/release
{
  { [ -e build/release/build.ninja ] || attended cmake --preset release -DDUNLIN_TESTS=OFF; } &&
    attended ninja -C build/release dunlin
} > "$log" 2>&1 || {
  tail -n 40 "$log" >&2
  echo "the build failed; all of it: $log" >&2
  exit 1
}
dunlin=build/release/cmd/dunlin/dunlin

# What is set for other projects must not lead to their databases.
unset DATABASE_URL "${!DUNLIN_@}"
cd migrations-examples/quickstart
step "dunlin upgrade, in migrations-examples/quickstart"
"$root/$dunlin" upgrade
step "dunlin status"
"$root/$dunlin" status

printf '\nNext: cd migrations-examples/quickstart && ../../%s new "add tasks"\n' "$dunlin"
