#!/bin/sh
# Installs what lies beside it. Needs no network.
#
#   ./install.sh [--prefix /opt/weir] [--data /var/lib/weir]   into folders, no package manager needed
#   ./install.sh --deb                                         as Debian packages, with those in debs/
#
# Whole machines are set up by the Ansible roles in ansible/ (ansible/README.md).
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
prefix=/opt/weir
data=/var/lib/weir
deb=""

die() {
  printf 'install.sh: %s\n' "$1" >&2
  exit "${2:-1}"
}

while [ $# -gt 0 ]; do
  case $1 in
    --prefix) [ $# -gt 1 ] || die "--prefix needs a folder" 2; prefix=$2; shift ;;
    --data) [ $# -gt 1 ] || die "--data needs a folder" 2; data=$2; shift ;;
    --deb) deb=yes ;;
    *) die "unknown option $1; there are --prefix FOLDER, --data FOLDER and --deb" 2 ;;
  esac
  shift
done

(cd "$here" && sha256sum --check --quiet SHA256SUMS) || die "a file of the bundle is damaged; fetch it again"

if [ -n "$deb" ]; then
  [ "$(id -u)" -eq 0 ] || die "--deb needs root"
  set -- "$here"/weir_*.deb
  if [ -e "$here/debs/Packages" ]; then
    # What the machine lacks comes from the bundle, and from nowhere else.
    lists=$(mktemp -d)
    trap 'rm -rf "$lists"' EXIT
    echo "deb [trusted=yes] file:$here/debs ./" >"$lists/sources.list"
    mkdir -p "$lists/lists/partial"
    set -- -o Dir::Etc::SourceList="$lists/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$lists/lists" \
      -o APT::Sandbox::User=root -o Dpkg::Use-Pty=0 "$@"
    # shellcheck disable=SC2046 # Names are words.
    set -- "$@" $(cat "$here/debs/packages")
    apt-get -qq -o Dir::Etc::SourceList="$lists/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$lists/lists" \
      -o APT::Sandbox::User=root update || die "apt-get could not read the packages in $here/debs"
    DEBIAN_FRONTEND=noninteractive apt-get -y --no-install-recommends install "$@" || die "apt-get could not install the packages of the bundle"
  else
    dpkg --install "$@" || die "dpkg could not install the package; a bundle made with --debs brings what it needs"
  fi
  data=/var/lib/weir
else
  mkdir -p "$prefix" "$data"
  # Libraries of an older version would stay on the class path.
  rm -rf "$prefix/lib"
  tar -xzf "$here"/weir-*.tar.gz -C "$prefix" --strip-components=1
  if [ -e "$here/jre.tar.gz" ]; then
    rm -rf "$prefix/jre"
    tar -xzf "$here/jre.tar.gz" -C "$prefix"
  fi
  if [ ! -e "$prefix/etc/weir-local.yaml" ]; then
    sed "s#^data: .*#data: $data#" "$prefix/etc/weir.yaml" >"$prefix/etc/weir-local.yaml"
  fi
fi
mkdir -p "$data/flink/distributions"
for archive in "$here"/flink/flink-*.tar.gz; do
  [ -e "$archive" ] || continue
  name=$(basename "$archive" .tar.gz)
  [ -e "$data/flink/distributions/$name" ] || tar -xzf "$archive" -C "$data/flink/distributions"
done
# Uploaded by whoever deploys a script that names them.
if [ -d "$here/connectors" ]; then
  [ -z "$deb" ] || prefix=/usr/share/weir
  mkdir -p "$prefix/connectors"
  cp "$here"/connectors/*.jar "$prefix/connectors/"
  echo "Connectors for scripts are in $prefix/connectors"
fi
if [ -n "$deb" ]; then
  chown -R weir:weir "$data/flink"
  echo "Weir is installed: edit /etc/weir/weir.yaml, then systemctl restart weir"
else
  echo "Weir is installed. Edit $prefix/etc/weir-local.yaml, then:"
  echo "  $prefix/bin/weir serve --config $prefix/etc/weir-local.yaml"
fi
