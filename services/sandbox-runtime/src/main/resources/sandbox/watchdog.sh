#!/bin/sh
# Ends a node's sandboxes when the node is gone, however it went. Standard input is a pipe that only the
# node holds: its end is the node's end. Files and events are left to the node's next start.
# usage: watchdog.sh RUNTIME RUNTIME_ROOT CELLS
trap '' HUP INT TERM
runtime=$1 root=$2 cells=$3
cat >/dev/null
# a container whose creation was underway can still appear: look again for a second
for round in 1 2 3 4 5; do
  for directory in "$root"/*/; do
    [ -d "$directory" ] || continue
    id=${directory%/}
    "$runtime" --root "$root" delete --force "${id##*/}" >/dev/null 2>&1
  done
  sleep 0.2
done
for disk in "$cells"/*/disk; do
  [ -d "$disk" ] && umount "$disk" 2>/dev/null
done
