#!/usr/bin/env bash
# tests/run.sh [--quick] [--label LABEL]...
#
# Installs what the tests need, builds, and runs them: all, or those with one of the labels (unit,
# architecture, contract, matrix, fuzz, scenario, slow, container); --quick leaves out the last two.
# Unit, contract and fuzz tests run with sanitizers (build/dev), scenarios on what is shipped
# (build/release). One throwaway PostgreSQL cluster serves the run. Nothing is left behind but
# build/.
set -euo pipefail
export LC_ALL=C.UTF-8
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
# shellcheck source=packaging/packages.sh
. packaging/packages.sh

known_labels="unit architecture contract matrix fuzz scenario slow container"
all_labels=$known_labels
labels=
while [ $# -gt 0 ]; do
  case $1 in
  --quick) all_labels="unit architecture contract matrix fuzz scenario" ;;
  --label)
    labels="$labels ${2:?--label needs a word}"
    shift
    ;;
  -h | --help)
    sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"
    exit 0
    ;;
  *)
    echo "tests/run.sh: unknown argument '$1'; see --help" >&2
    exit 2
    ;;
  esac
  shift
done
labels=${labels:-$all_labels}
for label in $labels; do
  case " $known_labels " in
  *" $label "*) ;;
  *)
    echo "tests/run.sh: unknown label '$label'; see --help" >&2
    exit 2
    ;;
  esac
done
wanted() { case " $labels " in *" $1 "*) ;; *) return 1 ;; esac }

# ---- what must be gone at the end ----------------------------------------------------------------
# Every program runs in a process group of its own (set -m), so that one signal ends it and its
# children; all files are made below one folder.
set -m
scratch=$(mktemp -d "${TMPDIR:-/tmp}/dunlin-run-XXXXXX")
chmod 755 "$scratch" # the cluster runs as another user
export TMPDIR=$scratch
: > "$scratch/groups"

# The program started last in the background is ours to end.
own() { echo $! >> "$scratch/groups"; }

signal_all() {
  local group
  while read -r group; do kill "-$1" -- "-$group" 2> /dev/null || true; done < "$scratch/groups"
}

remove_all() {
  signal_all TERM
  for _ in $(seq 100); do # the cluster ends by itself, and removes its folder
    compgen -G "$scratch/dunlin-pg-*/data/postmaster.pid" > /dev/null || break
    sleep 0.1
  done
  signal_all KILL
  for _ in $(seq 50); do
    rm -rf "$scratch" 2> /dev/null && break
    sleep 0.1
  done
}

# Removes all when this script is killed in a way that it cannot answer.
(
  trap '' HUP INT TERM
  while kill -0 $$ 2> /dev/null; do sleep 0.5; done
  remove_all
) < /dev/null > /dev/null 2>&1 &
guardian=$!

clean_up() {
  trap - EXIT HUP INT TERM
  exec 2> /dev/null # bash tells of each program that it was killed
  kill -KILL -- "-$guardian" 2> /dev/null || true
  wait "$guardian" 2> /dev/null || true
  remove_all
}
trap clean_up EXIT
trap 'clean_up; exit 129' HUP
trap 'clean_up; exit 130' INT
trap 'clean_up; exit 143' TERM

# ---- build ---------------------------------------------------------------------------------------
broken() {
  printf '%s\n\n0 passed, 1 failed\n' "$1"
  exit 1
}

# Runs a command in the background and waits, so that a signal is answered at once.
attended() {
  "$@" &
  own
  wait $!
}

# quickstart.sh builds without tests.
configure() {
  [ -e "build/$1/build.ninja" ] && grep -q '^DUNLIN_TESTS:BOOL=ON' "build/$1/CMakeCache.txt" ||
    cmake --preset "$1" -DDUNLIN_TESTS=ON
}

# The test programs of a tree, one path a line.
programs() {
  ninja -C "build/$1" -t targets all |
    sed -n 's|^\(tests/[^:[]*\): CXX_EXECUTABLE_LINKER.*|\1|p'
}

# build TREE PATTERN...: builds those programs of the tree whose names match.
build() {
  local tree=$1 begin=$SECONDS pattern targets=() path
  shift
  mkdir -p "build/$tree"
  attended configure "$tree" > "build/$tree/configure.log" 2>&1 || {
    cat "build/$tree/configure.log"
    broken "configuring build/$tree failed"
  }
  attended ninja -C "build/$tree" build.ninja > "build/$tree/configure.log" 2>&1 || {
    cat "build/$tree/configure.log"
    broken "configuring build/$tree failed"
  }
  for path in $(programs "$tree"); do
    for pattern in "$@"; do
      # shellcheck disable=SC2254 # a pattern it is
      case ${path##*/} in $pattern) targets+=("$path") ;; esac
    done
  done
  [ ${#targets[@]} -gt 0 ] || return 0
  mapfile -t targets < <(printf '%s\n' "${targets[@]}" | sort -u)
  attended ninja -C "build/$tree" "${targets[@]}" > "build/$tree/build.log" 2>&1 || {
    grep -v '^\[' "build/$tree/build.log" | tail -n 60
    broken "building build/$tree failed; all of it: build/$tree/build.log"
  }
  echo "built build/$tree in $((SECONDS - begin)) s"
}

# A program whose name says nothing to us would be built by nobody and run by nobody.
check_names() {
  local path
  for path in $(programs dev); do
    case ${path##*/} in
    unit_* | architecture* | contract* | matrix* | fuzz_* | scenarios | with_* | bench*) ;;
    *) broken "tests/run.sh does not know what $path is: name it after its label" ;;
    esac
  done
}

# ---- run -----------------------------------------------------------------------------------------
running=() # the jobs beside the guardian and the cluster

# Waits until fewer than so many jobs run. A signal ends the wait.
until_fewer_than() {
  local pid left
  while [ ${#running[@]} -ge "$1" ]; do
    wait -n "${running[@]}" || true
    left=()
    for pid in "${running[@]}"; do ! kill -0 "$pid" 2> /dev/null || left+=("$pid"); done
    running=("${left[@]}")
  done
}

# start_job LABEL NAME COMMAND...: runs it as soon as one of the cores is free.
start_job() {
  local label=$1 name=$2 log=$scratch/log/$1.$2
  shift 2
  until_fewer_than "$cores"
  {
    begin=$(date +%s%N)
    code=0
    timeout --foreground 1500 "$@" > "$log" 2>&1 < /dev/null || code=$?
    echo "$label $name $code $((($(date +%s%N) - begin) / 1000000))" > "$log.end"
  } &
  running+=($!)
  own
}

cluster=0
start_cluster() {
  # shellcheck disable=SC2016 # expanded by the inner shell
  build/release/tests/support/with_postgres sh -c '
    { echo "export DUNLIN_TEST_POSTGRES=\"$DUNLIN_TEST_POSTGRES\""
      echo "export DUNLIN_TEST_POSTGRES_LOG=\"$DUNLIN_TEST_POSTGRES_LOG\""; } > "$0.new"
    mv "$0.new" "$0"
    exec sleep 100000' "$scratch/cluster" > "$scratch/cluster.log" 2>&1 &
  cluster=$!
  own
  while [ ! -e "$scratch/cluster" ]; do
    kill -0 "$cluster" 2> /dev/null || {
      cat "$scratch/cluster.log"
      broken "no PostgreSQL cluster to test with"
    }
    sleep 0.05
  done
  . "$scratch/cluster"
}

# The scenarios of one label, in as many parts as there are cores.
start_scenarios() {
  local label=$1 part
  for part in $(seq 0 $((cores - 1))); do
    start_job "$label" "$part" env GTEST_TOTAL_SHARDS="$cores" GTEST_SHARD_INDEX="$part" \
      build/release/tests/scenarios/scenarios --gtest_filter="$label.*" --gtest_color=no
  done
}

# What a GoogleTest program said: its failed tests in full, then `LABEL passed failed skipped ms`.
read_log() {
  local label name code ms
  read -r label name code ms < "$1.end"
  awk -v label="$label" -v name="$name" -v code="$code" -v ms="$ms" -v table="$scratch/table" '
    function done_with(word) { return open && index($0, word " " test) && / \([0-9]+ ms\)$/ }
    /^\[ RUN      \] / { test = substr($0, 14); open = 1; text = ""; next }
    done_with("[       OK ]") { passed++; open = 0; next }
    done_with("[  SKIPPED ]") { skipped++; open = 0; if (match(text, /\*\*\* SKIPPED[^\n]*/)) print substr(text, RSTART, RLENGTH); next }
    done_with("[  FAILED  ]") { failed++; open = 0; printf "\n==== %s: %s\n%s", label, test, text; next }
    { text = text $0 "\n" }
    END {
      if (open) { failed++; printf "\n==== %s: %s (the program died, exit %d)\n%s", label, test, code, text }
      else if (code != 0 && !failed) { failed++; printf "\n==== %s: %s exits %d\n%s", label, name, code, text }
      print label, passed + 0, failed + 0, skipped + 0, ms >> table
    }' "$1"
}

# A fuzz target is one test: it ends well or not.
read_fuzz_log() {
  local label name code ms
  read -r label name code ms < "$1.end"
  if [ "$code" = 0 ]; then
    echo "$label 1 0 0 $ms" >> "$scratch/table"
  else
    printf '\n==== fuzz: %s exits %s\n' "$name" "$code"
    tail -n 60 "$1"
    echo "$label 0 1 0 $ms" >> "$scratch/table"
  fi
}

report() {
  local log
  : > "$scratch/table"
  for log in "$scratch"/log/*.end; do
    log=${log%.end}
    case ${log##*/} in fuzz.*) read_fuzz_log "$log" ;; *) read_log "$log" ;; esac
  done
  awk -v order="$labels" '
    { passed[$1] += $2; failed[$1] += $3; skipped[$1] += $4; ms[$1] += $5 }
    END {
      printf "\n%-14s %7s %7s %8s %9s\n", "label", "passed", "failed", "skipped", "seconds"
      n = split(order, name, " ")
      for (i = 1; i <= n; i++) {
        l = name[i]
        if (passed[l] + failed[l] + skipped[l] == 0) continue
        printf "%-14s %7d %7d %8d %9.1f\n", l, passed[l], failed[l], skipped[l], ms[l] / 1000
        p += passed[l]; f += failed[l]; s += skipped[l]
      }
      printf "\n%d passed, %d failed%s\n", p, f, s ? ", " s " skipped" : ""
      exit f > 0 || p == 0
    }' "$scratch/table"
}

# ---- all of it -----------------------------------------------------------------------------------
begin=$SECONDS
install_packages "${build_packages[@]}" "${test_packages[@]}"
# Where they cannot be had, the scenario says that it is skipped.
! wanted container || install_packages "${container_packages[@]}" || true
cores=$(nproc)

dev=()
for label in unit contract matrix; do ! wanted "$label" || dev+=("${label}_*" "$label"); done
! wanted architecture || dev+=('architecture*' 'unit_*') # it looks at what the unit tests link
! wanted fuzz || dev+=('fuzz_*')
[ ${#dev[@]} = 0 ] || build dev "${dev[@]}"
[ ${#dev[@]} = 0 ] || check_names
release=()
for label in contract matrix scenario slow container; do
  ! wanted "$label" || release=(with_postgres)
done
for label in scenario slow container; do ! wanted "$label" || release+=(scenarios); done
served=${#release[@]}
# The graph as it is shipped: an optimizer has been wrong about it.
as_shipped=(unit_revision unit_plan)
! wanted unit || release+=("${as_shipped[@]}")
[ ${#release[@]} = 0 ] || build release "${release[@]}"

mkdir "$scratch/log"
[ "$served" = 0 ] || start_cluster
! wanted unit || for name in "${as_shipped[@]}"; do
  start_job unit "release_$name" "build/release/tests/$name" --gtest_color=no
done
for label in contract matrix unit architecture fuzz; do
  wanted "$label" || continue
  for path in $(programs dev); do
    name=${path##*/}
    case $name in
    "$label" | "${label}_"*)
      case $label in
      fuzz) start_job fuzz "$name" "build/dev/$path" ;;
      *) start_job "$label" "$name" "build/dev/$path" --gtest_color=no ;;
      esac
      ;;
    esac
  done
done
for label in container slow scenario; do ! wanted "$label" || start_scenarios "$label"; done
until_fewer_than 1
echo "ran for $((SECONDS - begin)) s, building included"
report
