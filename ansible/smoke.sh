#!/usr/bin/env bash
# Starts in a chroot what systemd would start, by the units' own command lines, and looks whether it works together. Called by test.sh in
# a network namespace of its own; every process it starts ends with it.
#
#   smoke.sh TREE COMMAND     COMMAND plays site.yml again, once Weir runs: the tokens that Prometheus and Grafana read by are made then
set -euo pipefail

tree=$1
replay=$2
pids=()

ip link set lo up

stop() {
  local pid
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  for pid in "${pids[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
}
trap stop EXIT

# The last value of a key in a unit and its drop-ins.
of_unit() { # UNIT KEY
  { cat "$tree/lib/systemd/system/$1.service" "$tree/etc/systemd/system/$1.service" "$tree/etc/systemd/system/$1.service.d"/*.conf 2>/dev/null || true; } |
    sed -n "s/^$2=//p" | tail -n 1
}

start() { # UNIT
  local user command environment
  # By number: a user of the same name on this machine may have other ones.
  user=$(of_unit "$1" User)
  user=$(awk -F: -v name="${user:-root}" '$1 == name { print $3 ":" $4 }' "$tree/etc/passwd")
  command=$(of_unit "$1" ExecStart)
  [ -n "$command" ] || { echo "no unit $1" >&2; exit 1; }
  environment=$(of_unit "$1" EnvironmentFile)
  environment=${environment#-}
  # shellcheck disable=SC2016 # Expanded in the chroot, where systemd would.
  chroot --userspec="$user" "$tree" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ $(of_unit "$1" Environment) \
    /bin/sh -c 'set -a; [ ! -f "$1" ] || . "$1"; set +a; shift; cd /var/lib; eval "set -f; exec $1"' sh "${environment:-/nothing}" "$command" \
    >>"$tree/var/log/smoke-$1.log" 2>&1 &
  pids+=("$!")
}

await() { # WHAT COMMAND...
  local what=$1 i
  shift
  for i in $(seq 120); do
    if "$@" >/dev/null 2>&1; then
      echo "ok $what"
      return
    fi
    sleep 1
  done
  echo "not ok $what" >&2
  tail -n 20 "$tree"/var/log/smoke-*.log >&2
  exit 1
}

says() { # TEXT CURL-ARGUMENTS...
  local text=$1
  shift
  # Not grep -q, which hangs up on curl in the middle of a long answer.
  curl -sf "$@" | grep -- "$text" >/dev/null
}

mkdir -p "$tree/var/lib/weir"
start weir
await "Weir is ready" curl -sf http://127.0.0.1:8090/-/ready
# Needs no network: the packages are there.
# shellcheck disable=SC2086 # A command and its options.
$replay
# shellcheck disable=SC2086
again=$($replay)
echo "$again"
echo "$again" | grep -q '^box .*changed=0 ' || { echo "not ok with Weir running, a second run changes something" >&2; exit 1; }
echo "ok with Weir running, a second run changes nothing"
token=$(cat "$tree/var/lib/weir/admin.token")
weir() { curl -sf -H "Authorization: Bearer $token" "http://127.0.0.1:8090$1"; }

start influxdb
await "InfluxDB answers" curl -sf http://127.0.0.1:8086/ping
curl -sf -XPOST http://127.0.0.1:8086/query --data-urlencode 'q=CREATE DATABASE flink' >/dev/null
start flink-jobmanager
start flink-taskmanager
start prometheus-node-exporter
start prometheus-pushgateway
start prometheus-alertmanager
start prometheus

prometheus_up() { says '"1"' "http://127.0.0.1:9090/api/v1/query?query=up%7Bjob%3D%22$1%22%7D%20%3D%3D%201"; }
weir_knows() { weir "$1" | grep -- "$2" >/dev/null; }

await "Flink has a TaskManager" says '"taskmanagers":1' http://127.0.0.1:8081/overview
await "Weir reads Flink's pages" weir_knows '/prometheus/api/v1/query?query=flink_taskmanager_Status_JVM_CPU_Load' '"__name__"'
await "Weir has Flink's log lines" weir_knows '/api/v1/logs/search?q=TaskManager' 'TaskManager'
await "Prometheus scrapes Weir" prometheus_up weir
await "Prometheus federates from Weir" prometheus_up weir-federate
await "Prometheus scrapes Flink" prometheus_up flink
await "Prometheus scrapes the node exporter" prometheus_up node
await "Prometheus scrapes the Pushgateway" prometheus_up pushgateway
await "Prometheus has Weir's rules" says CheckpointSlow http://127.0.0.1:9090/api/v1/rules
await "Prometheus knows Alertmanager" says 127.0.0.1:9093 http://127.0.0.1:9090/api/v1/alertmanagers
await "Alertmanager answers" curl -sf http://127.0.0.1:9093/-/ready
await "InfluxDB has what Weir sends" says Status_JVM -G http://127.0.0.1:8086/query --data-urlencode db=flink --data-urlencode 'q=SHOW MEASUREMENTS'
await "Grafana would find dashboards" test -s "$tree/usr/share/weir-dashboards/prometheus/fleet.json"

prometheus_token=$(cat "$tree/etc/prometheus/weir.token")
grafana_token=$(sed -n 's/.*httpHeaderValue1: Bearer //p' "$tree/etc/grafana/provisioning/datasources/weir.yaml")
answers() { # STATUS TOKEN PATH CURL-ARGUMENTS...
  local status=$1 bearer=$2 path=$3
  shift 3
  [ "$(curl -s -o "$tree/tmp/answer" -w '%{http_code}' -H "Authorization: Bearer $bearer" "$@" "http://127.0.0.1:8090$path")" = "$status" ]
}
await "Prometheus and Grafana have a token each" test "$prometheus_token" != "$grafana_token"
for one in "$prometheus_token" "$grafana_token"; do
  [ "$one" != "$token" ] || { echo "not ok a token of their own: it is the administrator's" >&2; exit 1; }
  await "it reads" answers 200 "$one" '/prometheus/api/v1/query?query=up'
  await "it may not write" answers 403 "$one" /api/v1/silences -X POST -H 'Content-Type: application/json' -d '{}'
done
