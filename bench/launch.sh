# Sourced by bench/run and bench/peers/run, with $root set: compiles the benchmarks and says how to run their classes.
. "$root/.launcher/tools.sh"
find_jdk
need_maven
mkdir -p "$root/bench/target"
(cd "$root" && mvn -q -Dpoise.launch -pl bench -am compile dependency:build-classpath -Dmdep.outputFile=target/classpath) || exit 2
bench_java=("$JAVA_HOME/bin/java" "${java_flags[@]}" -Xlog:disable
  -cp "$root/bench/target/launch/classes:$(<"$root/bench/target/classpath")")
