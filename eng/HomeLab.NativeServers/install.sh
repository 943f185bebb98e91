# Installs the packages given as arguments without starting any service. Runs as root.
set -e
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
cluster=/etc/postgresql-common/createcluster.d/homelab-install.conf
undo() { [ -z "$made_policy" ] || rm -f "$policy"; rm -f "$cluster"; }
trap undo EXIT
trap 'exit 1' HUP INT TERM

# invoke-rc.d asks this file before it starts anything: 101 is "forbidden by policy".
if [ ! -e "$policy" ]; then
    made_policy=1
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
fi
mkdir -p "${cluster%/*}"
echo 'create_main_cluster = false' > "$cluster"

apt-get -q -o DPkg::Lock::Timeout=300 update || true
apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold install --no-install-recommends "$@"
