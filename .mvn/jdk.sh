# Sourced by mvnw and shap: jdk_home prints the home of a JDK of version 25 or later, or fails with one line that says what to install.
jdk_version() { # HOME: its feature version, from the release file
  [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

jdk_home() {
  for home in "${JAVA_HOME:-}" "${JDK_HOME:-}" /usr/lib/jvm/* /opt/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(jdk_version "$home") || continue
    if [ "${version:-0}" -ge 25 ]; then
      echo "$home"
      return 0
    fi
  done
  echo "JDK 25 or later is needed and was not found: install Temurin 25 (adoptium.net) or set JAVA_HOME to one" >&2
  return 1
}
