#!/usr/bin/env bash
# Runs site.yml against a fresh Debian 12 tree over the chroot connection, as root: check mode, install, a second run that changes nothing,
# a smoke test of the started services, rollback and upgrade, uninstall. Prints how long each took.
#
#   ansible/test.sh WEIR.deb FLINK.tar.gz [WORK]     WORK keeps the Debian tree for the next time
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
deb=$(readlink -f "$1")
flink=$(readlink -f "$2")
work=${3:-$(mktemp -d)}
mkdir -p "$work"
work=$(readlink -f "$work")
tree="$work/tree"
mirror=${WEIR_DEBIAN_MIRROR:-http://deb.debian.org/debian}
export ANSIBLE_CONFIG="$here/ansible.cfg" ANSIBLE_NOCOLOR=1 LC_ALL=C.UTF-8

[ "$(id -u)" -eq 0 ] || { echo "test.sh: needs root, for chroot" >&2; exit 1; }
for tool in debootstrap ansible-playbook unshare ip dpkg-deb; do
  command -v "$tool" >/dev/null || { echo "test.sh: $tool is missing; apt-get install debootstrap ansible iproute2 dpkg" >&2; exit 1; }
done

clean() {
  umount -l "$tree/proc" 2>/dev/null || true
}
trap clean EXIT

say() { printf '== %s (%d s)\n' "$1" "$SECONDS"; }

fresh_tree() {
  if [ ! -f "$work/base.tar" ]; then
    rm -rf "$work/base"
    debootstrap --variant=minbase --include=ca-certificates bookworm "$work/base" "$mirror" >"$work/debootstrap.log"
    tar -C "$work" -cf "$work/base.tar" base
    rm -rf "$work/base"
  fi
  clean
  rm -rf "$tree"
  mkdir "$tree"
  tar -C "$tree" --strip-components=1 -xf "$work/base.tar"
  # No package may start a server in here.
  printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
  chmod +x "$tree/usr/sbin/policy-rc.d"
  cp /etc/resolv.conf "$tree/etc/resolv.conf"
  # As on any machine, its name leads to itself; in the smoke test there is no name server.
  printf '127.0.0.1 localhost %s\n' "$(uname -n)" >"$tree/etc/hosts"
  mount -t proc proc "$tree/proc"
}

inventory() { # the .deb to install
  mkdir -p "$work/inventory"
  cat >"$work/inventory/hosts.yml" <<YAML
all:
  hosts:
    box:
      ansible_host: $tree
      ansible_connection: community.general.chroot
      weir_deb: $1
      flink_archive: $flink
      weir_tls: false
  children:
    weir: {hosts: {box: {}}}
    flink: {hosts: {box: {}}}
    prometheus: {hosts: {box: {}}}
    pushgateway: {hosts: {box: {}}}
    alertmanager: {hosts: {box: {}}}
    influxdb: {hosts: {box: {}}}
    grafana: {hosts: {box: {}}}
YAML
}

play() { # name, playbook and options; leaves the number of changes in $changed
  local log="$work/$1.log"
  shift
  ansible-playbook -i "$work/inventory/hosts.yml" "$@" >"$log" 2>&1 || { tail -n 40 "$log"; echo "test.sh: ansible-playbook $* failed; see $log" >&2; exit 1; }
  changed=$(sed -n 's/^box .*changed=\([0-9]*\).*/\1/p' "$log" | tail -n 1)
}

fail() { echo "test.sh: $1" >&2; exit 1; }

fresh_tree
say "a clean Debian 12 tree"
inventory "$deb"
play check "$here/site.yml" --check
[ ! -e "$tree/etc/weir" ] || fail "check mode made /etc/weir"
say "check mode: $changed changes told, none made"
play install "$here/site.yml"
say "installed: $changed changes"
play second "$here/site.yml"
[ "$changed" -eq 0 ] || { grep -B3 '^changed' "$work/second.log"; fail "the second run changed $changed"; }
say "second run: 0 changes"

unshare --net --fork "$here/smoke.sh" "$tree" "ansible-playbook -i $work/inventory/hosts.yml $here/site.yml" >"$work/smoke.log" 2>&1 || { tail -n 40 "$work/smoke.log"; fail "the smoke test failed; see $work/smoke.log"; }
grep '^ok ' "$work/smoke.log"
say "smoke test green"

# The same program under an older version number: what is tested is that going back and forth keeps data.
rm -rf "$work/older" && dpkg-deb -R "$deb" "$work/older"
sed -i 's/^Version: .*/Version: 0.0.1/' "$work/older/DEBIAN/control"
dpkg-deb -Zgzip -z1 -b "$work/older" "$work/weir-older.deb" >/dev/null
token=$(cat "$tree/var/lib/weir/admin.token")
inventory "$work/weir-older.deb"
play rollback "$here/site.yml"
[ "$(chroot "$tree" dpkg-query -W -f '${Version}' weir)" = 0.0.1 ] || fail "the rollback did not install the older package"
inventory "$deb"
play upgrade "$here/site.yml"
[ "$(chroot "$tree" dpkg-query -W -f '${Version}' weir)" != 0.0.1 ] || fail "the upgrade did not install the newer package"
[ "$(cat "$tree/var/lib/weir/admin.token")" = "$token" ] && [ -s "$tree/var/lib/weir/weir.db" ] || fail "rollback and upgrade lost data"
say "rollback and upgrade kept data"

play uninstall "$here/uninstall.yml"
[ -s "$tree/var/lib/weir/weir.db" ] || fail "uninstall took data that it was not told to take"
[ ! -e "$tree/usr/share/weir" ] && [ ! -e "$tree/opt/flink" ] && [ ! -e "$tree/etc/weir" ] || fail "uninstall left programs"
play uninstall-data "$here/uninstall.yml" -e remove_data=true
[ ! -e "$tree/var/lib/weir" ] && [ ! -e "$tree/var/lib/prometheus" ] || fail "uninstall with remove_data left data"
say "uninstalled"
