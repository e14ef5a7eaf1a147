# Sourced by ./poise and compile.sh, which run in the project's directory: what the built program depends on.
sources="pom.xml core/pom.xml app/pom.xml core/src/main app/src/main"
runtimes=target/launch

# A name for the present content of the sources.
fingerprint() {
  find $sources -type f -print0 | LC_ALL=C sort -z | xargs -0 cksum | cksum | tr -d ' '
}
