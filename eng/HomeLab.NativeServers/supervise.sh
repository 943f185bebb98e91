# Ends one process, with everything that it started, when the pipe on standard input closes.
# Arguments: marker, grace in seconds, stop signal. Lines on the pipe: "group PID" once the process runs (it leads a
# session and group of its own), "stop SECONDS" to ask for a stop with that grace, "done" when it has ended.
marker=$1 grace=$2 signal=$3
group=
trap '' HUP INT QUIT TERM

# Servers put children into sessions of their own (PostgreSQL its backends, Erlang its port programs), so the
# process group alone does not reach them: the tree does, and for orphans the mark in their environment.
descendants() {
    todo=$group
    while [ -n "$todo" ]; do
        next=
        for parent in $todo; do
            for child in $(cat /proc/"$parent"/task/*/children 2>/dev/null); do echo "$child"; next="$next $child"; done
        done
        todo=$next
    done
}

marked() {
    grep -lzxsF "HOMELAB_SUPERVISED=$marker" /proc/[0-9]*/environ 2>/dev/null | sed 's|^/proc/||; s|/.*||'
}

signal_all() {
    if [ -n "$group" ]; then kill -s "$1" -- "-$group"; else kill -s "$1" $(marked); fi 2>/dev/null
}

finish() {
    for round in 1 2 3; do
        for process in $(descendants) $(marked); do kill -KILL "$process"; done 2>/dev/null
        [ -z "$group" ] || kill -KILL -- "-$group" 2>/dev/null
    done
}

# Waits until nothing is left, as long as the grace allows; then nothing is left.
wait_and_finish() {
    checks=$((grace * 5))
    while [ "$checks" -gt 0 ] && [ -n "$(descendants)$(marked)" ]; do sleep 0.2; checks=$((checks - 1)); done
    finish
    kill -KILL 0
}

while IFS= read -r line; do
    case $line in
    "group "*) group=${line#group } ;;
    "stop 0") finish ;;
    "stop "*)
        signal_all "$signal"
        { sleep "${line#stop }"; finish; } </dev/null &
        ;;
    "done")
        left=$(marked)
        [ -z "$left" ] || { kill -TERM $left 2>/dev/null; wait_and_finish; }
        kill -KILL 0
        ;;
    esac
done

# The owner is gone. A process that it was just starting does not carry the mark yet.
[ -n "$group" ] || sleep 0.5
signal_all "$signal"
wait_and_finish
