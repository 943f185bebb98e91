# Runs one container in the foreground and takes it away when it is asked to stop, or when it ends.
# Arguments: docker's path, the container's name, seconds it has to stop, arguments of "docker run".
docker=$1 name=$2 grace=$3
shift 3
trap '"$docker" stop -t "$grace" "$name" >/dev/null 2>&1; "$docker" rm -f "$name" >/dev/null 2>&1; exit 0' TERM
# One of the same name was left by a machine that lost its power.
"$docker" rm -f "$name" >/dev/null 2>&1
"$docker" run -d --name "$name" "$@" >/dev/null || exit 125
"$docker" logs -f "$name" &
wait "$!"
code=$("$docker" inspect -f '{{.State.ExitCode}}' "$name")
"$docker" rm -f "$name" >/dev/null 2>&1
exit "${code:-1}"
