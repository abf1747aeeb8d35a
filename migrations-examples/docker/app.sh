#!/bin/sh
# Stands for your program. dunlin has become this process, so it is PID 1 of the container and gets
# the signals itself.
echo "app: started as PID $$ with: $*"
[ "$1" = "--once" ] && exit 0
trap 'echo "app: stopped"; exit 0' TERM INT
while :; do sleep 1 & wait $!; done
