#!/bin/sh
# First process of a sandbox Pod: runs the mission and hands its output on, so that both streams stay apart
# and every byte comes through. The container's log is lines of at most 4096 bytes, each one write:
#   o N TEXT, e N TEXT   piece N, from 1, of standard output or error, in base64; without text: the stream's end
#   u CPU MEMORY KILLS   the last line: CPU microseconds, most bytes of memory, processes killed for memory
# Needs sh, dd, base64, cat, env and setsid.
# usage: start MOST_BYTES FILE_BLOCKS FILES PROCESSES
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
exec 5>&1 2>/dev/null
most=$1 file_blocks=$2 files=$3 processes=$4
newline='
'

group() { # stat line of a process: its state, parent and group
  set -- ${1##*) }
  state=$1 group=$3
}
read -r line </proc/$$/stat
group "$line"
own=$group

# Reads what is there, up to 60 KiB, as soon as it is there. Beyond the limit everything is dropped.
hand_on() { # letter
  number=0 sent=0
  while [ "$sent" -le "$most" ]; do
    got=
    for piece in $(dd bs=61440 count=1 | base64 -w 3996); do
      got=1 number=$((number + 1)) sent=$((sent + 2997))
      printf %s "$1 $number $piece$newline"
    done
    [ "$got" ] || break
  done
  [ "$sent" -le "$most" ] || cat >/dev/null
  printf %s "$1 $((number + 1))$newline"
}

mission() {
  cd /work || exit 126
  ulimit -c 0
  ulimit -f "$file_blocks"
  ulimit -n "$files"
  (ulimit -u "$processes") && ulimit -u "$processes" || ulimit -p "$processes"
  set --
  for statements in /mission/run.*; do
    . "$statements"
  done
  exec setsid env -i "$@" 2>&4 4>&- 5>&- 6>&- 8>&-
}

# Ends what the mission has left behind: all that is not in this script's own process group.
sweep() {
  turn=0
  while [ "$turn" -lt 50 ]; do
    turn=$((turn + 1)) left=
    for file in /proc/[0-9]*/stat; do
      read -r line <"$file" || continue
      group "$line"
      [ "$group" = "$own" ] || [ "$state" = Z ] || [ "$state" = X ] || { kill -9 "${line%% *}"; left=1; }
    done
    [ "$left" ] || return
  done
  kill -9 -1
}

run() {
  exec 4>&2 2>/dev/null
  cat /mission/stdin.* | (mission)
  echo $? >&8
  exec 4>&-
  sweep
}

code=$(
  exec 8>&1
  { { run 2>&1 >&6 | hand_on e >&5 5>&- 6>&- 8>&-; } 6>&1 | hand_on o >&5 5>&- 8>&-; }
)

micros=0 memory=0 kills=0
v1=/sys/fs/cgroup
if [ -e /sys/fs/cgroup/cpu.stat ]; then
  while read -r name value; do [ "$name" = usage_usec ] && micros=$value; done </sys/fs/cgroup/cpu.stat
  read -r memory </sys/fs/cgroup/memory.peak
  while read -r name value; do [ "$name" = oom_kill ] && kills=$value; done </sys/fs/cgroup/memory.events
elif [ -e $v1/memory/memory.oom_control ]; then
  read -r nanos <$v1/cpuacct/cpuacct.usage && micros=$((nanos / 1000))
  read -r memory <$v1/memory/memory.max_usage_in_bytes
  while read -r name value; do [ "$name" = oom_kill ] && kills=$value; done <$v1/memory/memory.oom_control
fi
printf %s "u ${micros:-0} ${memory:-0} ${kills:-0}$newline"
exit "${code:-137}"
