# Runs one command and ends it, with everything that it started, when the pipe on standard input closes.
# Arguments: marker, grace in seconds, stop signal, command, its arguments. A line of digits on the pipe asks
# for a stop with that grace; a second line, or a grace of 0, kills at once. The first line on standard error
# is the command's process id; the exit code is the command's.
marker=$1 grace=$2 signal=$3
shift 3
trap : HUP INT QUIT TERM
exec 3<&0 </dev/null

# Servers put children into sessions of their own (PostgreSQL its backends, Erlang its port programs), so the
# process group alone does not reach them: the tree does, and for orphans the mark in their environment.
descendants() {
    todo=$1
    while [ -n "$todo" ]; do
        next=
        for parent in $todo; do
            for child in $(cat /proc/"$parent"/task/*/children 2>/dev/null); do
                [ "$child" = "$2" ] || { echo "$child"; next="$next $child"; }
            done
        done
        todo=$next
    done
}

marked() {
    grep -lzxsF "HOMELAB_SUPERVISED=$marker" /proc/[0-9]*/environ 2>/dev/null | sed 's|^/proc/||; s|/.*||'
}

finish() {
    for round in 1 2 3; do
        for process in $(descendants "$$" "$watcher") $(marked); do kill -KILL "$process"; done 2>/dev/null
    done
    kill -KILL 0
}

watch() {
    trap '' INT TERM
    trap - HUP
    watcher=$(exec sh -c 'echo "$PPID"')
    IFS= read -r seconds <&3 || seconds=$grace
    case $seconds in '' | *[!0-9]*) seconds=$grace ;; esac
    if [ "$seconds" -gt 0 ]; then
        kill -s "$signal" 0
        { sleep "$seconds"; finish; } &
        IFS= read -r seconds <&3 || wait
    fi
    finish
}

# In the background is the watcher: a shell starts what is in the background with SIGINT ignored for good.
watch &
HOMELAB_SUPERVISED=$marker sh -c 'echo "$$" >&2; exec "$@"' supervise "$@" 3<&-
code=$?

orphans=$(marked)
if [ -n "$orphans" ]; then
    kill -TERM $orphans 2>/dev/null
    waited=0
    while [ "$waited" -lt "$grace" ] && [ -n "$(marked)" ]; do sleep 1; waited=$((waited + 1)); done
    for process in $(marked); do kill -KILL "$process"; done 2>/dev/null
fi
kill -HUP 0
exit "$code"
