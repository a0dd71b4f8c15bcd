#!/usr/bin/env bash
# Installs a bundle that was made with --debs on a clean Debian 12 tree, in a network namespace without routes: Java and everything else comes
# from the bundle. Then starts Weir by its unit's command. As root.
#
#   test-debs.sh BUNDLE.tar.gz WORK     WORK keeps the Debian tree
set -euo pipefail

bundle=$(readlink -f "$1")
mkdir -p "$2"
work=$(readlink -f "$2")
tree="$work/debs-tree"

fail() {
  echo "test-debs.sh: $1" >&2
  exit 1
}

if [ "${3:-}" != inside ]; then
  [ "$(id -u)" -eq 0 ] || fail "needs root, for chroot"
  if [ ! -f "$work/base.tar" ]; then
    rm -rf "$work/base"
    debootstrap --variant=minbase --include=ca-certificates bookworm "$work/base" "${WEIR_DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$work/debootstrap.log"
    tar -C "$work" -cf "$work/base.tar" base
    rm -rf "$work/base"
  fi
  exec unshare --net --fork "$0" "$bundle" "$work" inside
fi

pid=""
clean() {
  if [ -n "$pid" ]; then
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  fi
  umount -l "$tree/proc" 2>/dev/null || true
}
trap clean EXIT
ip link set lo up
[ -z "$(ip route)" ] || fail "there are routes"
umount -l "$tree/proc" 2>/dev/null || true
rm -rf "$tree"
mkdir "$tree"
tar -C "$tree" --strip-components=1 -xf "$work/base.tar"
# No package may start a server in here.
printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
chmod +x "$tree/usr/sbin/policy-rc.d"
mount -t proc proc "$tree/proc"
mkdir "$tree/bundle"
tar -C "$tree/bundle" --strip-components=1 -xzf "$bundle"
in_tree() { chroot "$tree" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes "$@"; }

started=$SECONDS
in_tree /bundle/install.sh --deb >"$work/debs.log" 2>&1 || { tail -n 30 "$work/debs.log" >&2; fail "install.sh --deb failed"; }
echo "installed $(find "$tree/bundle/debs" -name '*.deb' | wc -l) packages beside Weir in $((SECONDS - started)) s without a network"
[ -z "$(in_tree dpkg --audit)" ] || fail "dpkg finds packages half installed: $(in_tree dpkg --audit)"
for package in weir openjdk-17-jre-headless prometheus prometheus-alertmanager prometheus-pushgateway prometheus-node-exporter influxdb; do
  [ "$(in_tree dpkg-query -W -f='${db:Status-Status}' "$package")" = installed ] || fail "$package is not installed"
done
[ -n "$(ls "$tree"/var/lib/weir/flink/distributions)" ] || fail "Flink is not there"

unit="$tree/lib/systemd/system/weir.service"
command=$(sed -n 's/^ExecStart=//p' "$unit")
user=$(sed -n 's/^User=//p' "$unit")
# By number: a user of the same name on this machine may have other ones.
user=$(awk -F: -v name="$user" '$1 == name { print $3 ":" $4 }' "$tree/etc/passwd")
# shellcheck disable=SC2086 # Words, as systemd takes them.
chroot --userspec="$user" "$tree" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/var/lib/weir $command >"$work/debs-weir.log" 2>&1 &
pid=$!
started=$SECONDS
until in_tree curl -sf http://127.0.0.1:8090/-/ready >/dev/null; do
  kill -0 "$pid" 2>/dev/null || { tail -n 30 "$work/debs-weir.log" >&2; fail "Weir ended"; }
  [ $((SECONDS - started)) -lt 240 ] || { tail -n 30 "$work/debs-weir.log" >&2; fail "Weir was not ready within 240 s"; }
  sleep 1
done
echo "Weir was ready after $((SECONDS - started)) s on the bundle's Java"
