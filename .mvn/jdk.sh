# Sourced by mvnw and shap: jdk_home prints the home of a JDK of version 25 or later, or fails with one line that says what to install.
# SHAP_JDK_FOLDERS, a list of folders with JDKs in them, stands in for the usual places when it is set.
jdk_version() { # HOME: its feature version, from the release file
  [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

jdk_homes() { # one a line, the most explicit first
  printf '%s\n' "${JAVA_HOME:-}" "${JDK_HOME:-}"
  for folder in ${SHAP_JDK_FOLDERS-/usr/lib/jvm /opt /opt/java "${HOME:-}"/.sdkman/candidates/java "${HOME:-}"/.jdks}; do
    printf '%s\n' "$folder"/*
  done
  [ -n "${SHAP_JDK_FOLDERS:-}" ] || printf '%s\n' /Library/Java/JavaVirtualMachines/*/Contents/Home
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p'
}

jdk_home() {
  found=$(jdk_homes | while IFS= read -r home; do
    version=$(jdk_version "$home") || continue
    if [ "${version:-0}" -ge 25 ]; then
      echo "$home"
      break
    fi
  done)
  [ -n "$found" ] || {
    echo "JDK 25 or later is needed and was not found: install Temurin 25 (adoptium.net) or set JAVA_HOME to one" >&2
    return 1
  }
  echo "$found"
}
