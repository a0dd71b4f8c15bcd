#!/usr/bin/env bash
# Installs the .deb on a clean Debian 12 tree, starts Weir by its unit's command with the demo's Flink, looks for the demo's job, and
# removes it again: only data may be left. As root; called by the soak test of the distribution.
#
#   test-deb.sh WEIR.deb FLINK-FOLDER [WORK]     FLINK-FOLDER is a data/flink with distributions/flink-2.3.0; WORK keeps the Debian tree
set -euo pipefail

deb=$(readlink -f "$1")
flink=$(readlink -f "$2")
work=${3:-$(mktemp -d)}
mkdir -p "$work"
work=$(readlink -f "$work")
tree="$work/deb-tree"
pid=""

fail() {
  echo "test-deb.sh: $1" >&2
  tail -n 30 "$tree/var/log/weir/weir.log" 2>/dev/null >&2 || true
  exit 1
}

clean() {
  if [ -n "$pid" ]; then
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  fi
  umount -l "$tree/proc" 2>/dev/null || true
}
trap clean EXIT

[ "$(id -u)" -eq 0 ] || fail "needs root, for chroot"
if [ ! -f "$work/base.tar" ]; then
  rm -rf "$work/base"
  debootstrap --variant=minbase --include=ca-certificates bookworm "$work/base" "${WEIR_DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$work/debootstrap.log"
  tar -C "$work" -cf "$work/base.tar" base
  rm -rf "$work/base"
fi
umount -l "$tree/proc" 2>/dev/null || true
rm -rf "$tree"
mkdir "$tree"
tar -C "$tree" --strip-components=1 -xf "$work/base.tar"
printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
chmod +x "$tree/usr/sbin/policy-rc.d"
cp /etc/resolv.conf "$tree/etc/resolv.conf"
cp "$deb" "$tree/weir.deb"
mount -t proc proc "$tree/proc"
in_tree() { chroot "$tree" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes "$@"; }

in_tree apt-get -qq update
# What Weir needs comes first, so that the lists below differ by Weir alone.
in_tree apt-get -qq -y -o Dpkg::Use-Pty=0 install --no-install-recommends openjdk-17-jre-headless adduser >/dev/null
files() { (cd "$tree" && find . -path ./proc -prune -o -path ./run -prune -o -path ./var/lib/dpkg -prune -o -path ./var/lib/apt -prune -o -path ./var/cache -prune -o -path ./var/log/dpkg.log -prune -o -path ./var/log/apt -prune -o -path ./tmp -prune -o -print | LC_ALL=C sort); }
files >"$work/before"
started=$SECONDS
in_tree apt-get -qq -y -o Dpkg::Use-Pty=0 install --no-install-recommends /weir.deb >/dev/null
echo "installed in $((SECONDS - started)) s"
in_tree dpkg-query -W -f='${db:Status-Status}\n' weir | grep -qx installed || fail "the package is not installed"
[ "$(in_tree stat -c '%U:%G %a' /var/lib/weir)" = "weir:weir 750" ] || fail "/var/lib/weir has the wrong owner or rights"
in_tree /usr/bin/weir version | grep -q '^weir ' || fail "weir version does not answer"
in_tree sh -c 'logrotate=/etc/logrotate.d/weir; test -s $logrotate && test -s /lib/systemd/system/weir.service' || fail "logrotate or the unit is missing"

# The demo's Flink, as a hosted cluster of the installed Weir: the unit's command as the unit's user, with a changed conffile.
mkdir -p "$tree/var/lib/weir/flink"
cp -R "$flink/distributions" "$tree/var/lib/weir/flink/"
chroot "$tree" chown -R weir:weir /var/lib/weir
cat >"$tree/etc/weir/weir.yaml" <<'YAML'
data: /var/lib/weir
server: {port: 18990}
hosted:
  - name: demo
    task_managers: 1
    jobs:
      - {name: payments, jar: /usr/share/weir/demo/weir-demo-jobs.jar, entry_class: io.weir.demo.jobs.Payments, arguments: ['--drills', /var/lib/weir/drills]}
YAML
unit="$tree/lib/systemd/system/weir.service"
command=$(sed -n 's/^ExecStart=//p' "$unit")
check=$(sed -n 's/^ExecStartPre=//p' "$unit")
user=$(sed -n 's/^User=//p' "$unit")
# shellcheck disable=SC2086 # Words, as systemd takes them.
chroot --userspec="$user:$user" "$tree" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/var/lib/weir $check || fail "weir check config refuses the config"
# shellcheck disable=SC2086
chroot --userspec="$user:$user" "$tree" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/var/lib/weir $command >>"$tree/var/log/weir/weir.log" 2>&1 &
pid=$!
started=$SECONDS
seen=""
while [ $((SECONDS - started)) -lt 240 ]; do
  kill -0 "$pid" 2>/dev/null || fail "Weir ended"
  if [ -s "$tree/var/lib/weir/admin.token" ] &&
    curl -sf -H "Authorization: Bearer $(cat "$tree/var/lib/weir/admin.token")" http://127.0.0.1:18990/api/v1/jobs | grep '"RUNNING"' >/dev/null; then
    seen=yes
    break
  fi
  sleep 1
done
[ -n "$seen" ] || fail "no job was seen RUNNING"
echo "the demo's job was seen after $((SECONDS - started)) s"
kill "$pid"
wait "$pid" || true
pid=""

in_tree apt-get -qq -y -o Dpkg::Use-Pty=0 remove weir >/dev/null
[ ! -e "$tree/usr/share/weir/lib" ] && [ -s "$tree/etc/weir/weir.yaml" ] || fail "remove must take programs and leave conffiles"
in_tree apt-get -qq -y -o Dpkg::Use-Pty=0 purge weir >/dev/null
files >"$work/after"
# Who owns the data stays known.
left=$(LC_ALL=C comm -13 "$work/before" "$work/after" | grep -Ev '^\./var/lib/weir(/|$)|^\./etc/(passwd|group|shadow|gshadow|subuid|subgid)-?$' || true)
[ -z "$left" ] || fail "purge left more than data: $left"
[ -s "$tree/var/lib/weir/weir.db" ] || fail "purge took data"
echo "removal left only data"
