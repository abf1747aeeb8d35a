#!/usr/bin/env bash
# packaging/bundle.sh PROGRAM DIR
#
# Copies a dunlin program to DIR/bin, and the libraries it loads, glibc's aside, to DIR/lib/dunlin,
# where it looks for them. DIR then works wherever there is a glibc that is not older.
set -euo pipefail
program=$1 dir=$2

# libpq is loaded when it is first needed: the program does not name it.
libpq=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p | sed -n 's|.*=> \(.*/libpq\.so\.5\)$|\1|p' | head -n 1)
[ -n "$libpq" ] || {
  echo "packaging/bundle.sh: libpq is not installed" >&2
  exit 1
}

mkdir -p "$dir/bin" "$dir/lib/dunlin"
install -s -m 755 "$program" "$dir/bin/dunlin"
missing=$(ldd "$program" "$libpq" | grep 'not found' || true)
[ -z "$missing" ] || {
  printf 'packaging/bundle.sh: %s\n' "$missing" >&2
  exit 1
}
{
  echo "$libpq"
  ldd "$program" "$libpq" | sed -n 's|.* => \(/.*\) (0x.*|\1|p'
} | sort -u | while read -r library; do
  case ${library##*/} in
  libc.so.* | libm.so.* | libdl.so.* | libpthread.so.* | librt.so.* | libresolv.so.*) ;;
  *) install -m 644 "$library" "$dir/lib/dunlin" ;;
  esac
done
