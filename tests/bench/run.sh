#!/usr/bin/env bash
# tests/bench/run.sh [--rounds N] [--only startup|noop|apply|sqlite|graph]...
#
# Builds a release and compares it with the floors of floor.cpp, and with dbmate where one is on
# PATH or named by DBMATE: wall time (median and least), the ratio of dunlin's to theirs, client
# CPU, memory. All within one run, one after the other in each round, beside a PostgreSQL cluster of
# its own with fsync on. Wants a quiet machine.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
case ${1:-} in -h | --help)
  sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"
  exit 0
  ;;
esac

log=build/release/bench.log
mkdir -p build/release
{ cmake --preset release -DDUNLIN_TESTS=ON && ninja -C build/release bench_programs; } > "$log" 2>&1 || {
  tail -n 40 "$log"
  exit 1
}

scratch=$(mktemp -d "${TMPDIR:-/tmp}/dunlin-bench-XXXXXX")
chmod 755 "$scratch"
programs=$(pg_config --bindir)
as_user=()
if [ "$(id -u)" = 0 ]; then as_user=(setpriv --reuid=postgres --regid=postgres --clear-groups); fi
clean_up() {
  trap - EXIT HUP INT TERM
  "${as_user[@]}" "$programs/pg_ctl" -D "$scratch/cluster/data" -m immediate stop > /dev/null 2>&1 || true
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'clean_up; exit 130' HUP INT TERM

mkdir "$scratch/cluster"
[ ${#as_user[@]} = 0 ] || chown postgres "$scratch/cluster"
export LC_ALL=C.UTF-8
cd /
"${as_user[@]}" "$programs/initdb" -D "$scratch/cluster/data" -U postgres --auth=trust > "$scratch/initdb.log" 2>&1 || {
  cat "$scratch/initdb.log"
  exit 1
}
started=
for _ in 1 2 3 4 5; do
  port=$((20000 + RANDOM))
  if "${as_user[@]}" "$programs/pg_ctl" -D "$scratch/cluster/data" -l "$scratch/cluster/log" -w \
    -o "-p $port -c listen_addresses=127.0.0.1 -k $scratch/cluster" start > /dev/null; then
    started=yes
    break
  fi
done
[ -n "$started" ] || {
  cat "$scratch/cluster/log"
  exit 1
}

mkdir "$scratch/work"
"$root/build/release/tests/bench/bench_compare" "$root/build/release/cmd/dunlin/dunlin" \
  "$scratch/work" "$port" "$@"
