# Sourced by the other scripts: says in one sentence what a build needs and this machine lacks.
command -v mvn >/dev/null 2>&1 || {
  echo "Building Meridian needs Apache Maven 3.8 or later; no mvn is on the PATH. Install it, for instance with your package manager." >&2
  exit 2
}
command -v npm >/dev/null 2>&1 && node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>20||(a===20&&b>=19)?0:1)' 2>/dev/null || {
  echo "Building Meridian needs Node.js 20.19 or later with npm on the PATH (found: $(node --version 2>/dev/null || echo none)). Install it from nodejs.org or with your package manager." >&2
  exit 2
}
