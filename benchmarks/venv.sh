# Sourced by the benchmarks in Python: in_venv NAME REQUIREMENTS prints a Python with them, from a virtual environment in the user's
# cache, made at the first run. PYTHON names another interpreter.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/shap-operator/benchmarks

version_of() { "$1" -c 'import ensurepip, sys, venv; assert sys.version_info >= (3, 11); print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }
newest_python() { # NAME: the newest peers need 3.12; 3.11 gets the last that were made for it
  local candidate fallback=
  for candidate in ${PYTHON:-python3.12 python3.13 python3.14 python3 "$HOME"/.pyenv/versions/3.1[234]*/bin/python3 python3.11}; do
    case $(version_of "$candidate") in
      3.11) fallback=${fallback:-$candidate} ;;
      3.*) echo "$candidate" && return ;;
    esac
  done
  [ -n "$fallback" ] || { echo "$1: Python 3.12 or later with its venv module is needed and was not found; PYTHON may name it" >&2; return 1; }
  echo "$1: only Python 3.11 was found, which the newest XGBoost and shap are not made for: older ones will run" >&2
  echo "$fallback"
}

in_venv() { # NAME REQUIREMENTS
  local name=$1 needed=$2 python key venv
  mkdir -p "$cache"
  python=$(newest_python "$name")
  key=$({ version_of "$python"; command -v "$python"; echo "$needed"; cat "$(dirname "$needed")"/requirements*.txt; } | sha256sum | cut -c1-12)
  venv=$cache/venv-$key
  if [ ! -f "$venv/complete" ]; then
    exec 9>"$cache/lock" # two runs at once install once
    if command -v flock >/dev/null 2>&1; then flock 9; fi
    if [ ! -f "$venv/complete" ]; then
      echo "$name: installing the peers into $venv ..." >&2
      rm -rf "$venv"
      "$python" -m venv "$venv"
      # Without dependencies, as all are listed: XGBoost's own list adds 300 MB for GPUs.
      "$venv/bin/python" -m pip install -q --no-deps --disable-pip-version-check -r "$needed" >&2
      touch "$venv/complete"
    fi
    exec 9>&-
  fi
  echo "$venv/bin/python"
}
