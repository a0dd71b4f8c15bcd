#!/usr/bin/env bash
# Installs a bundle in a network namespace without routes, starts Weir with a Flink of the bundle and looks for the demo's job. As root.
#
#   test-bundle.sh BUNDLE.tar.gz
set -euo pipefail

bundle=$(readlink -f "$1")
if [ "${2:-}" != inside ]; then
  exec unshare --net --fork "$0" "$bundle" inside
fi
work=$(mktemp -d)
pid=""
clean() {
  if [ -n "$pid" ]; then
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap clean EXIT

ip link set lo up
[ -z "$(ip route)" ] || { echo "test-bundle.sh: there are routes" >&2; exit 1; }
tar -xzf "$bundle" -C "$work" --strip-components=1
started=$SECONDS
"$work/install.sh" --prefix "$work/opt" --data "$work/data"
echo "installed in $((SECONDS - started)) s without a network"
# Again: nothing may be in the way of the next version.
"$work/install.sh" --prefix "$work/opt" --data "$work/data" >/dev/null

cat >"$work/opt/etc/weir-local.yaml" <<YAML
data: $work/data
server: {port: 18990}
hosted:
  - name: demo
    task_managers: 1
    jobs:
      - {name: payments, jar: $work/opt/demo/weir-demo-jobs.jar, entry_class: io.weir.demo.jobs.Payments, arguments: ['--drills', $work/drills]}
YAML
# Without Java on the machine, as it were: the bundle's own is taken.
env -i PATH=/usr/bin:/bin HOME="$work" "$work/opt/bin/weir" serve --config "$work/opt/etc/weir-local.yaml" >"$work/weir.log" 2>&1 &
pid=$!
started=$SECONDS
while [ $((SECONDS - started)) -lt 240 ]; do
  if [ -s "$work/data/admin.token" ] &&
    curl -sf -H "Authorization: Bearer $(cat "$work/data/admin.token")" http://127.0.0.1:18990/api/v1/jobs | grep '"RUNNING"' >/dev/null; then
    echo "the demo's job was seen after $((SECONDS - started)) s"
    exit 0
  fi
  kill -0 "$pid" 2>/dev/null || break
  sleep 1
done
tail -n 30 "$work/weir.log" >&2
echo "test-bundle.sh: no job was seen RUNNING" >&2
exit 1
