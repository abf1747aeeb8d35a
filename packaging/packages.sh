# shellcheck shell=bash disable=SC2034
# The Debian packages dunlin is built from and tested with: the one list. Sourced, by bash.
# Names are those of Debian 12 and 13 and Ubuntu 24.04.

build_packages=(
  g++ cmake ninja-build ccache lld pkg-config
  libboost-dev # headers only: Boost.Graph
  libcli11-dev libfmt-dev libpg-query-dev libpq-dev libpqxx-dev libspdlog-dev libsqlite3-dev
  libssl-dev libyaml-cpp-dev nlohmann-json3-dev
)

test_packages=(
  libbenchmark-dev libgmock-dev libgtest-dev librapidcheck-dev
  git pgbouncer postgresql postgresql-client python3 sqlite3
)

container_packages=(podman crun) # 30 MB to fetch, 107 MB installed

# Prints those of the named packages that are not installed.
missing_packages() {
  local installed
  installed=$(dpkg-query -W -f='${db:Status-Abbrev}${Package}\n' "$@" 2> /dev/null |
    sed -n 's/^ii *//p' || true)
  printf '%s\n' "$@" | grep -vxF "$installed" || true
}

# Installs those of the named packages that are missing, as root or by sudo; needs no network when
# none is. Debian starts the servers it installs and makes a database cluster: not here.
install_packages() {
  local missing as_root=()
  if ! command -v dpkg-query > /dev/null; then
    echo "not a Debian system: these packages have to be there already: $*" >&2
    return 0
  fi
  missing=$(missing_packages "$@" | tr '\n' ' ')
  missing=${missing% }
  [ -n "$missing" ] || return 0
  echo "installing $missing"
  if [ "$(id -u)" != 0 ]; then
    command -v sudo > /dev/null || {
      echo "neither root nor sudo: ask someone to run: apt-get install $missing" >&2
      return 1
    }
    as_root=(sudo)
  fi
  # shellcheck disable=SC2086 # words they are
  "${as_root[@]}" bash -s $missing << 'INSTALL' || {
set -eu
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 RUNLEVEL=1
settings=/etc/postgresql-common/createcluster.conf
if [ ! -e "$settings" ]; then
  mkdir -p "${settings%/*}"
  echo 'create_main_cluster = false' > "$settings"
fi
had_pgbouncer=$(command -v pgbouncer || true)
{ apt-get update && apt-get install -y --no-install-recommends "$@"; } > "$log" 2>&1 < /dev/null || {
  tail -n 20 "$log" >&2
  exit 1
}
if [ -z "$had_pgbouncer" ] && [ -d /run/systemd/system ] && command -v pgbouncer > /dev/null; then
  systemctl disable --now pgbouncer > /dev/null 2>&1 || true
fi
INSTALL
    echo "could not install $missing" >&2
    return 1
  }
}
