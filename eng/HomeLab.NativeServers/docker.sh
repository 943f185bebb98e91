# Runs a private Docker daemon and leaves nothing behind: processes, mounts, bridges and control groups end with it.
# Arguments: more for dockerd. Prints the path of its socket on standard error. Needs root on Linux; supervise.sh runs it,
# asks its process group to stop, and kills what is left after a grace.

# A number names everything of one daemon, and the lock of that number is held until all of it is gone.
take() {
    exec 9> "/run/lock/homelab-docker-$1"
    flock -n 9 || return 1
    directory=/var/lib/homelab-docker/$1
    group=homelab-docker-$1
    bridge=hldocker$1
    network=10.213.$(($1 * 4))
    pool=10.213.$(($1 * 4 + 1))
}

groups() {
    find /sys/fs/cgroup -maxdepth 2 -type d -name "$group" 2>/dev/null
}

clean() {
    ip link delete "$bridge"
    ip -o -4 address show | awk -v pool="$pool." 'index($4, pool) == 1 { print $2 }' | while read -r link; do ip link delete "$link"; done
    for hierarchy in $(groups); do find "$hierarchy" -depth -type d -exec rmdir {} \; ; done
    rm -rf "$directory"
    rmdir "${directory%/*}"
} > /dev/null 2>&1

# Containers first, so that the daemon does not spend its patience on asking each of them.
stop() {
    for hierarchy in $(groups); do find "$hierarchy" -mindepth 2 -name cgroup.procs -exec cat {} +; done 2>/dev/null |
        sort -u | xargs -r kill -KILL 2>/dev/null
    kill -TERM $(cat "/proc/$daemon/task/$daemon/children") 2>/dev/null
}

# A machine that lost power, or a supervisor that was killed, could not clean up.
for left in /var/lib/homelab-docker/*; do
    if [ -d "$left" ] && take "${left##*/}"; then clean; fi
done

# Locks are a file system's and bridges a network's: where the two are not shared alike, a number may be free in one alone.
number=0
until take "$number" && trouble=$(ip link add "$bridge" type bridge 2>&1); do
    number=$((number + 1))
    [ "$number" -lt 64 ] || { echo "No number is left for a private Docker daemon: ${trouble:-64 run already}." >&2; exit 1; }
done
mkdir -p "$directory/data" "$directory/exec"
chmod 700 "$directory"
ip address add "$network.1/24" dev "$bridge" && ip link set "$bridge" up || exit 1
echo "socket $directory/docker.sock" >&2

# The process namespace ends everything with its first process, containers too; the mount namespace forgets its mounts.
# That first process is a shell, because it inherits the daemon's orphans and has to reap them. Rules of the packet filter
# are the machine's, so there are none: ports are published by the daemon's own proxy, and nothing gets out to the network.
trap stop HUP INT TERM
setsid unshare --mount --pid --fork --kill-child=KILL --mount-proc sh -c '
    dockerd "$@" &
    daemon=$!
    trap "kill -TERM $daemon" TERM
    while kill -0 $daemon 2>/dev/null; do wait $daemon; code=$?; done
    exit $code' docker \
    --data-root "$directory/data" --exec-root "$directory/exec" --pidfile "$directory/exec/docker.pid" \
    --host "unix://$directory/docker.sock" --bridge "$bridge" --fixed-cidr "$network.0/24" \
    --default-address-pool "base=$pool.0/24,size=28" --cgroup-parent "/$group" \
    --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false --shutdown-timeout 1 "$@" 9>&- &
daemon=$!
while kill -0 "$daemon" 2>/dev/null; do
    wait "$daemon"
    code=$?
done
clean
exit "$code"
