"""Redis, the API and workers as processes, with what the operator tells pods of 512 MiB."""

import json
import os
import platform
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from side_by_side.machine import java_home
from side_by_side.places import BENCHMARKS, TOP

FLAGS = (
    "-Xmx240m -XX:MaxDirectMemorySize=24m -XX:MaxMetaspaceSize=64m -XX:ReservedCodeCacheSize=48m -XX:+ExitOnOutOfMemoryError "
    "-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TrimNativeHeapInterval=10000 "
    "-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:SuperWordAutomaticAlignment=0"
)
"""What the operator sets (ProcessPod, JvmMemory), and the images' own command."""

PATIENCE = 120


class Service:
    """One API and one worker on a Redis of their own; everything ends with the context."""

    def __init__(self, model: Path, aggressive: bool = False) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="shap-jobs-")
        self.processes: list[subprocess.Popen] = []
        self.address = "127.{}.{}.".format(100 + os.getpid() % 100, os.getpid() // 100 % 250)
        self.model = model
        self.aggressive = aggressive
        self.redis_port = free_port()

    def __enter__(self) -> "Service":
        try:
            self.begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def begin(self) -> None:
        folder = Path(self.folder.name)
        config = folder / "service.json"
        models = [{"name": "model", "path": str(self.model)}]
        config.write_text(json.dumps({"schemaVersion": 1, "batchSize": 500, "models": models}))
        # Unlike a service's own Redis it writes nothing to disk, for neither side.
        self.start("redis", [redis_server(Path(self.folder.name)), "--port", str(self.redis_port), "--save", "", "--dir", self.folder.name], {})
        self.start("api", java("api-server"), {"POD_IP": self.address + "1", "SHAP_SERVICE": "jobs", "SHAP_CONFIG_FILE": str(config)})
        self.start_worker()
        self.until(f"http://{self.address}1:9090/health/ready")
        self.until(f"http://{self.address}2:9090/health/ready")

    def __exit__(self, *_: object) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()
        self.folder.cleanup()

    @property
    def host(self) -> str:
        return self.address + "1"

    def start_worker(self, flags: str = "") -> subprocess.Popen:
        more = {"POD_IP": self.address + "2", "POD_NAME": "worker-1", "JAVA_TOOL_OPTIONS": FLAGS + flags}
        self.worker = self.start("worker", java("worker"), more)
        return self.worker

    def start(self, name: str, command: list[str], more: dict[str, str]) -> subprocess.Popen:
        env = {
            "PATH": os.environ["PATH"],
            "MALLOC_ARENA_MAX": "2",
            "JAVA_TOOL_OPTIONS": FLAGS,
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}",
            "AGGRESSIVE_MEMORY_MANAGEMENT": str(self.aggressive).lower(),
        }
        with open(Path(self.folder.name) / f"{name}.log", "w") as log:
            process = subprocess.Popen(command, env=env | more, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def until(self, url: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and all(process.poll() is None for process in self.processes):
            try:
                with urllib.request.urlopen(url, timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        logs = "\n".join(path.read_text()[-1000:] for path in Path(self.folder.name).glob("*.log"))
        raise TimeoutError(f"{url} does not answer; the processes said:\n{logs}")

    def kill_redis(self) -> None:
        self.processes[0].kill()
        self.processes[0].wait()

    def stop_worker(self) -> None:
        self.processes.remove(self.worker)
        self.worker.terminate()
        self.worker.wait()

    def preparations(self) -> list[tuple[str, str, str]]:
        """Name, flags of the run that prepares, flags of those that use it."""
        archive, cache = Path(self.folder.name) / "worker.jsa", Path(self.folder.name) / "worker.aot"
        auto = f" -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile={archive}"
        return [
            ("nothing prepared", "", ""),
            ("a CDS archive", auto, auto),
            ("an AOT cache", f" -XX:AOTCacheOutput={cache}", f" -XX:AOTCache={cache}"),
        ]

    def cold_start(self, flags: str) -> float:
        """Seconds from a worker's start to its first claim; then it drains."""
        metrics = f"http://{self.address}2:9090/metrics"
        began = time.monotonic()
        worker = self.start_worker(flags)
        while series_or_none(metrics, "shap_worker_claims_total") in (None, 0):
            if worker.poll() is not None or time.monotonic() - began > PATIENCE:
                raise RuntimeError("the worker does not claim: " + (Path(self.folder.name) / "worker.log").read_text()[-1000:])
            time.sleep(0.005)
        took = time.monotonic() - began
        self.stop_worker()
        return took

    def sync_latency(self, rows, clients: int, seconds: float) -> dict:
        """Of explaining these rows at once, in milliseconds, measured by a client that is as quick as the server."""
        body = Path(self.folder.name) / "rows.json"
        body.write_text(json.dumps({"instances": rows.tolist()}))
        question = [self.host, "8080", "/v1/models/model:explain", str(body), str(clients), str(seconds)]
        flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
        program = BENCHMARKS / "end_to_end" / "SyncLatency.java"
        told = subprocess.run([java_bin(), *flags, str(program), *question], check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(told.stdout)

    def redis_calls(self) -> float:
        """That API and worker have made since their start."""
        return sum(series("http://" + self.address + end + ":9090/metrics", "shap_redis_calls_total") for end in "12")

    def batches(self) -> float:
        return series(f"http://{self.address}2:9090/metrics", "shap_worker_batches_total")

    def resident_mib(self) -> tuple[float, float]:
        """Of the worker: now, and the most that it ever had."""
        status = Path(f"/proc/{self.worker.pid}/status").read_text()
        found = {line.split()[0]: int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("Vm")}
        return found["VmRSS:"], found["VmHWM:"]

    def cpu_seconds(self) -> list[float]:
        """Of Redis, API and worker."""
        ticks = os.sysconf("SC_CLK_TCK")
        stats = [Path(f"/proc/{p.pid}/stat").read_text().rsplit(")", 1)[1].split() for p in self.processes]
        return [(int(s[11]) + int(s[12])) / ticks for s in stats]


def redis_server(folder: Path) -> str:
    """That of this machine, or the one that the build brings along for its tests."""
    if found := shutil.which("redis-server"):
        return found
    jars = sorted((Path.home() / ".m2/repository/com/github/codemonstur/embedded-redis").glob("*/*.jar"))
    if not jars or platform.machine() != "x86_64":
        raise FileNotFoundError("redis-server is needed and was not found: install it")
    with zipfile.ZipFile(jars[-1]) as jar:
        member = next(name for name in jar.namelist() if "redis-server" in name and name.endswith("linux-amd64"))
        binary = Path(jar.extract(member, folder))
    binary.chmod(0o755)
    return str(binary)


def java_bin() -> str:
    return f"{java_home()}/bin/java"


def java(jar: str) -> list[str]:
    return [java_bin(), "-jar", str(TOP / jar / "target" / f"{jar}.jar")]


def series(url: str, name: str) -> float:
    with urllib.request.urlopen(url, timeout=30) as answer:
        lines = answer.read().decode().splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith((name + " ", name + "{")))


def series_or_none(url: str, name: str) -> float | None:
    try:
        return series(url, name)
    except (urllib.error.URLError, OSError):
        return None


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]
