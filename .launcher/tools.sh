# Sourced by ./build, ./poise, .ci/run and the benchmarks: finds the JDK and the Maven that Poise needs, and has Java's flags.

# How Java runs Poise. Loops are strip-mined, as other collectors have them by default: that has C2 compile the products to faster code (decision 89).
java_flags=(--add-modules jdk.incubator.vector
  -XX:+UseParallelGC -XX:+UseCountedLoopSafepoints -XX:LoopStripMiningIter=1000)

# The major version of the JDK in directory $1; fails where there is no JDK.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_VERSION=*)
        line=${line#*=}
        line=${line//\"/}
        line=${line%%[!0-9]*}
        [ -n "$line" ] && echo "$line"
        return
        ;;
    esac
  done <"$1/release"
  return 1
}

# The directory of the JDK whose java is on the PATH.
jdk_on_path() {
  local java
  java=$(command -v java) || return 1
  java=$(readlink -f "$java" 2>/dev/null) || return 1
  echo "${java%/bin/java}"
}

# Sets JAVA_HOME to a JDK 25 or newer: the one in JAVA_HOME, the one on the PATH, or the oldest
# that is new enough in the places where JDKs are installed. Ends the script where there is none.
find_jdk() {
  local home version best=
  for home in "${JAVA_HOME:-}" "$(jdk_on_path)"; do
    if [ -n "$home" ] && version=$(jdk_version "$home") && [ "$version" -ge 25 ]; then
      export JAVA_HOME=$home
      return
    fi
  done
  for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /usr/local/*jdk* \
    /opt/* /opt/java/* /opt/jdk/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    "${HOME:-/nonexistent}"/.gradle/jdks/* "${HOME:-/nonexistent}"/.asdf/installs/java/* \
    "${HOME:-/nonexistent}"/.local/share/mise/installs/java/*; do
    if version=$(jdk_version "$home") && [ "$version" -ge 25 ] && [ "$version" -lt "${best:-1000}" ]; then
      best=$version
      export JAVA_HOME=$home
    fi
  done
  if [ -z "$best" ]; then
    echo "Poise needs a JDK 25 or newer and found none in JAVA_HOME, on the PATH or where JDKs are usually installed: install one with your system's packages (openjdk-25-jdk, temurin-25-jdk) or from https://adoptium.net, then run this again." >&2
    exit 2
  fi
}

# Ends the script unless Maven 3.8 or newer is on the PATH; call it after find_jdk.
need_maven() {
  local line minor
  if ! command -v mvn >/dev/null; then
    echo "Poise is built with Maven 3.8 or newer and there is no mvn on the PATH: install it with your system's packages (maven) or from https://maven.apache.org/download.cgi, then run this again." >&2
    exit 2
  fi
  line=$(mvn --version 2>/dev/null | grep -o 'Apache Maven [0-9][0-9.]*')
  line=${line#Apache Maven }
  minor=${line#*.}
  minor=${minor%%.*}
  if [ "${line%%.*}" = 3 ] && [ "${minor:-0}" -lt 8 ] || [ "${line%%.*}" -lt 3 ]; then
    echo "Poise is built with Maven 3.8 or newer and the mvn on the PATH is Maven $line: install a newer one with your system's packages or from https://maven.apache.org/download.cgi, then run this again." >&2
    exit 2
  fi
}
