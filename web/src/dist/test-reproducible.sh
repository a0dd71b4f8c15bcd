#!/usr/bin/env bash
# Builds `./weir bundle`, and with it `./weir dist`, in two fresh clones of one commit and compares what comes out byte for byte. The second
# clone has a longer path with a blank in it, another umask, time zone and language, and a later clock.
#
#   test-reproducible.sh REPOSITORY WORK     WORK/one and WORK/another are the clones; they stay
set -euo pipefail

repository=$(readlink -f "$1")
mkdir -p "$2"
work=$(readlink -f "$2")
one="$work/one"
another="$work/another place/clone"

fail() {
  echo "test-reproducible.sh: $1" >&2
  exit 1
}

build() { # CLONE COMMAND-TO-SET-THE-SCENE
  rm -rf "$1"
  git clone -q --no-hardlinks "$repository" "$1"
  (cd "$1" && eval "$2" && ./weir bundle >"$work/build.log" 2>&1) || {
    tail -n 30 "$work/build.log" >&2
    fail "the build in $1 failed"
  }
}

# The entries of two archives that are not the same; those of archives in them have to be looked at one by one.
differences() { # ARCHIVE ARCHIVE
  local folder
  folder=$(mktemp -d)
  mkdir "$folder/1" "$folder/2"
  case $1 in
    *.deb)
      dpkg-deb -R "$1" "$folder/1"
      dpkg-deb -R "$2" "$folder/2"
      ;;
    *.tar.gz)
      tar -xzf "$1" -C "$folder/1"
      tar -xzf "$2" -C "$folder/2"
      diff <(tar -tvzf "$1") <(tar -tvzf "$2") | head -n 20 || true
      ;;
  esac
  diff -rq "$folder/1" "$folder/2" | head -n 20 || true
  rm -rf "$folder"
}

started=$SECONDS
build "$one" true
echo "first build: $((SECONDS - started)) s"
started=$SECONDS
build "$another" 'umask 077; export TZ=Asia/Shanghai LC_ALL=C'
echo "second build: $((SECONDS - started)) s"

same=yes
for folder in dist bundle; do
  names=$(cd "$one/target/$folder" && ls)
  [ "$names" = "$(cd "$another/target/$folder" && ls)" ] || fail "target/$folder has other files in the second build"
  while read -r name; do
    if cmp -s "$one/target/$folder/$name" "$another/target/$folder/$name"; then
      echo "same bytes: $name"
    else
      same=""
      echo "other bytes: $name" >&2
      differences "$one/target/$folder/$name" "$another/target/$folder/$name" >&2
    fi
  done <<<"$names"
done
[ -n "$same" ] || fail "two builds of $(git -C "$one" rev-parse HEAD) differ"
