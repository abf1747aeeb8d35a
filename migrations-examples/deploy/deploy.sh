#!/usr/bin/env bash
# Releases this checkout: staging first, production only when staging is well.
#
#   STAGING_DATABASE_URL=... PRODUCTION_DATABASE_URL=... ./deploy.sh [SMOKE_TEST]
#
# SMOKE_TEST is a command that is told the environment's name. When it fails behind an upgrade, what
# that upgrade applied is undone, and the script ends with 1.
set -euo pipefail
cd "$(dirname "$0")"
smoke_test=${1:-true}

release() {
  local environment=$1
  echo "== $environment"
  dunlin upgrade -e "$environment" --wait=60s
  dunlin current -e "$environment"
  if ! "$smoke_test" "$environment"; then
    echo "the smoke test failed on $environment: going back" >&2
    dunlin downgrade -e "$environment" --last-run --confirm "$environment"
    dunlin current -e "$environment"
    return 1
  fi
}

dunlin check                      # the files agree with each other
dunlin status --all               # where every database stands
dunlin plan -e production         # what is going to happen there
release staging
release production
dunlin status --all
