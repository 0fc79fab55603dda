# Sourced by the other scripts: finds a JDK of the needed version and puts it first on the PATH.
need=25

# Prints the specification version of the JDK in folder $1.
major() {
  "$1/bin/java" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java.specification.version = \([0-9]*\).*/\1/p'
}

# Prints the folder of the java on the PATH.
java_on_path() {
  command -v java >/dev/null 2>&1 || return 0
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p'
}

pick() {
  for d in "${JAVA_HOME:-}" "$(java_on_path)" \
    /usr/lib/jvm/*25* /usr/lib/jvm/*2[6-9]* /opt/*jdk*25* /opt/java/openjdk \
    "$HOME"/.sdkman/candidates/java/2[5-9]* "$HOME"/.jdks/*2[5-9]* "$HOME"/.local/share/mise/installs/java/2[5-9]* \
    /Library/Java/JavaVirtualMachines/*2[5-9]*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/lib/jvm/*; do
    [ -n "$d" ] && [ -x "$d/bin/javac" ] || continue
    found=$(major "$d")
    [ "${found:-0}" -ge $need ] && { echo "$d"; return 0; }
  done
  return 1
}

HOME=${HOME:-/tmp}
JAVA_HOME=$(pick) || {
  echo "Meridian needs a JDK of version $need or later; none was found (JAVA_HOME, PATH, /usr/lib/jvm, SDKMAN, macOS). Install Temurin $need and set JAVA_HOME." >&2
  exit 2
}
PATH="$JAVA_HOME/bin:$PATH"
export HOME JAVA_HOME PATH
