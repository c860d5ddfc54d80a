"""The machine and the versions that a run was made with."""

import os
import platform
import re
import subprocess
import time
from importlib.metadata import PackageNotFoundError, version

from .places import TOP

PACKAGES = ("xgboost", "lightgbm", "shap", "woodelf_explainer", "numpy")


def facts() -> dict:
    cpu = open("/proc/cpuinfo").read() if os.path.exists("/proc/cpuinfo") else ""
    model = re.search(r"^model name\s*: (.*)", cpu, re.M)
    flags = set((re.search(r"^flags\s*: (.*)", cpu, re.M) or [None, ""])[1].split())
    return {
        "date": time.strftime("%Y-%m-%d %H:%M", time.gmtime()) + " UTC",
        "commit": git("describe", "--always", "--dirty"),
        "cpu": model[1] if model else platform.processor(),
        "vectors": "512 bit" if "avx512f" in flags else "256 bit" if "avx2" in flags else "128 bit",
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "kernel": f"{platform.system()} {platform.release()}",
        "jdk": jdk(),
        "python": platform.python_version(),
        "packages": {name: found for name in PACKAGES if (found := installed(name))},
    }


def java_home() -> str:
    return subprocess.run(["sh", "-c", ". .mvn/jdk.sh && jdk_home"], cwd=TOP, check=True, capture_output=True, text=True).stdout.strip()


def jdk() -> str:
    told = subprocess.run([f"{java_home()}/bin/java", "--version"], check=True, capture_output=True, text=True)
    return told.stdout.splitlines()[1].strip()


def git(*words: str) -> str:
    told = subprocess.run(["git", *words], cwd=TOP, capture_output=True, text=True)
    return told.stdout.strip() if told.returncode == 0 else "unknown"


def installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
