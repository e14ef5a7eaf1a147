#!/usr/bin/env bash
# Builds the program of ./poise into target/launch/FINGERPRINT; ./poise runs it under a lock.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
. .launcher/tools.sh
. .launcher/fingerprint.sh
find_jdk
# The stamp gets the time before the build, so that what is edited meanwhile counts as newer.
: >"$runtimes/start"
name=$(fingerprint)
if [ ! -e "$runtimes/$name/poise.jar" ]; then
  need_maven
  if [ -e "$runtimes/stamp" ]; then
    echo "Building Poise (its sources have changed)…" >&2
  else
    echo "Building Poise (first run)…" >&2
  fi
  if ! mvn -q -B -Dstyle.color=never -Dpoise.launch -pl app -am package >"$runtimes/log" 2>&1; then
    # Without colours, and without Maven's advice on its own switches.
    sed $'s/\033\\[[0-9;]*m//g' "$runtimes/log" | sed '/-> \[Help/,$d' >&2
    echo "Poise could not be built; Maven says why above." >&2
    exit 2
  fi
  rm -rf "$runtimes/new"
  mkdir -p "$runtimes/new"
  cp -R app/target/launch/poise.jar app/target/launch/lib "$runtimes/new/"
  rm -rf "${runtimes:?}/$name"
  mv "$runtimes/new" "$runtimes/$name"
  # Classes as the JVM has parsed and linked them once, on the way to a first step and its report; a JVM that cannot use the archive ignores it.
  "$JAVA_HOME/bin/java" -XX:ArchiveClassesAtExit="$runtimes/$name/new.jsa" "${java_flags[@]}" -Dpoise.home="$PWD" \
    -jar "$runtimes/$name/poise.jar" train problems/wave1d-small.yaml --steps=1 --out="$runtimes/$name/run" >/dev/null 2>&1 &&
    mv "$runtimes/$name/new.jsa" "$runtimes/$name/poise.jsa"
  rm -rf "$runtimes/$name/run"
  # Programs that have not been built or started from for a week; a running one may still read an older one.
  find "$runtimes" -mindepth 1 -maxdepth 1 -type d ! -name "$name" -mtime +7 -exec rm -rf {} +
fi
echo "$name" >"$runtimes/stamp.new"
touch -r "$runtimes/start" "$runtimes/stamp.new"
mv "$runtimes/stamp.new" "$runtimes/stamp"
