# Sourced by the other scripts, with $root set: builds the server when it has to, and runs it.
. "$root/bin/jdk.sh"

jar="$root/server/target/meridian-server.jar"

is_missing() {
  [ ! -f "$jar" ]
}

is_stale() {
  ! is_missing || return 0
  [ -n "$(cd "$root" && find pom.xml server/pom.xml server/src/main server/ydoc/pom.xml server/ydoc/src/main \
    web-client/pom.xml web-client/package-lock.json web-client/index.html web-client/vite.config.ts web-client/src \
    -type f -newer "$jar" 2>/dev/null | head -n 1)" ]
}

build() {
  . "$root/bin/tools.sh"
  echo "Building Meridian; the first time takes a few minutes." >&2
  (cd "$root" && mvn -q -B -ntp -DskipTests package) >&2
  touch "$jar"
}

# Becomes the server, or the command of it that the arguments name.
run_jar() {
  export MERIDIAN_DATA="${MERIDIAN_DATA:-$root/data}"
  # shellcheck disable=SC2086 # JAVA_OPTS holds several options
  exec java --sun-misc-unsafe-memory-access=allow ${JAVA_OPTS:-} -jar "$jar" "$@"
}
