"""One service of real processes: a Redis, an API server and a worker, each of which can be killed, frozen and started again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

KEYS = {"acme": "key-of-acme", "globex": "key-of-globex", "eager": "key-of-eager"}
LIMITS = {"eager": "requests=1/s burst=1"}
MODEL = "housing"
START_SECONDS = 180.0


def until(what: str, condition: Callable[[], bool], seconds: float = START_SECONDS) -> None:
    """Polls: there is nothing to be told by when a process of another language is ready."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds:.0f} s: {what}")
        time.sleep(0.1)


def free_address(ports: tuple[int, ...]) -> str:
    """A loopback address on which nobody listens on these ports."""
    while True:
        address = f"127.{random.randint(64, 250)}.{random.randint(1, 250)}.{random.randint(1, 250)}"
        with contextlib.suppress(OSError):
            for port in ports:
                with socket.socket() as probe:
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                    probe.bind((address, port))
            return address


def redis_server() -> str:
    """The redis-server of the PATH, or one that other scripts of this project have put into the user's cache."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "shap-operator"
    bundled = sorted(cache.glob("redis-server-*/redis-server*"))
    for candidate in (shutil.which("redis-server"), cache / "redis-8/redis-server", *bundled):
        if candidate and os.access(candidate, os.X_OK) and os.path.isfile(candidate):
            return str(candidate)
    raise FileNotFoundError("no redis-server: install one, or run redis-server/fetch-redis-8")


class Program:
    """A process that is the same one under its name, however often it is started again."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], folder: pathlib.Path) -> None:
        self.name, self.command, self.environment, self.folder = name, command, environment, folder
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, **more: str) -> None:
        if self.alive():
            return
        environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **self.environment, **more}
        with open(self.folder / f"{self.name}.log", "ab") as log:
            self.process = subprocess.Popen(self.command, env=environment, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, number: int) -> None:
        if self.alive() and self.process is not None:
            self.process.send_signal(number)

    def kill(self) -> None:
        if self.process is not None:
            self.signal(signal.SIGKILL)
            self.process.wait()


class Service:
    """Returns from its start once the API serves the model. `home` is the built clone."""

    def __init__(self, home: pathlib.Path, java: str, folder: pathlib.Path) -> None:
        self.address = free_address((6379, 8080, 9090))
        other = free_address((9090,))
        self.url = f"http://{self.address}:8080"
        self.more: dict[str, str] = {}
        self.config = folder / "service.json"
        self.models = {MODEL: str(home / "samples/housing.json")}
        self._configure()
        shared = {
            "REDIS_URL": f"redis://{self.address}:6379",
            "REDIS_TIMEOUT": "2",
            "STUCK_AFTER": "60",  # frozen workers of a scenario are to stay what they are
            "SHAP_SERVICE": "scenarios",
            "SHAP_CONFIG_FILE": str(self.config),
            "API_KEYS_FILE": self._keys(folder),
            "MALLOC_ARENA_MAX": "2",
        }
        data = folder / "redis"
        data.mkdir()
        redis = [redis_server(), "--bind", self.address, "--port", "6379", "--dir", str(data)]
        self.redis = Program("redis", [*redis, "--appendonly", "yes", "--save", "", "--protected-mode", "no"], {}, folder)
        self.api = self._java("api-server", java, home, folder, {**shared, "POD_IP": self.address, "POD_NAME": "api-1"})
        self.worker = self._java("worker", java, home, folder, {**shared, "POD_IP": other, "POD_NAME": "worker-1"})

    @staticmethod
    def _java(name: str, java: str, home: pathlib.Path, folder: pathlib.Path, environment: dict[str, str]) -> Program:
        jar = home / name / "target" / f"{name}.jar"
        if not jar.is_file():
            raise FileNotFoundError(f"{jar} is missing: build it with ./shap --version")
        flags = "-Xmx240m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+AutoCreateSharedArchive --enable-native-access=ALL-UNNAMED"
        archive = f"-XX:SharedArchiveFile={folder}/{name}.jsa"  # the second start takes half the time
        unsafe = "--sun-misc-unsafe-memory-access=allow"
        return Program(name, [java, *flags.split(), archive, unsafe, "-jar", str(jar)], {**environment, "POD_UID": name}, folder)

    def _configure(self) -> None:
        models = [{"name": name, "path": path} for name, path in self.models.items()]
        new = self.config.with_suffix(".new")
        new.write_text(json.dumps({"schemaVersion": 1, "batchSize": 500, "models": models}))
        new.replace(self.config)

    def serve(self, name: str, path: str) -> None:
        """One more model; the configuration is read again when it changes."""
        self.models[name] = path
        self._configure()
        until(f"model {name} is served", lambda: any(m["name"] == name for m in self._health()["models"]))
        until(f"model {name} is ready", self._ready)

    @staticmethod
    def _keys(folder: pathlib.Path) -> str:
        lines = [f"{hashlib.sha256(k.encode()).hexdigest()} {tenant} {LIMITS.get(tenant, '')}" for tenant, k in KEYS.items()]
        file = folder / "keys"
        file.write_text("\n".join(lines) + "\n")
        return str(file)

    def start(self) -> None:
        for program in (self.redis, self.api, self.worker):
            program.start()
        self.await_ready()

    def await_ready(self) -> None:
        until("the API serves its model and Redis", self._ready)

    def _ready(self) -> bool:
        return bool(self._health()["status"] == "ok")

    def _health(self) -> dict[str, Any]:
        if not self.api.alive():
            raise ChildProcessError(f"the API server ended: see {self.api.folder}/api-server.log")
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=10) as answer:
                told: dict[str, Any] = json.load(answer)
                return told
        except (OSError, urllib.error.URLError):
            return {"status": "silent", "models": []}

    def mend(self) -> None:
        """As at the start: everything runs, nothing is frozen."""
        if self.more:
            self.api.kill()
            self.more = {}
        for program in (self.redis, self.worker, self.api):
            program.signal(signal.SIGCONT)
            program.start()
        self.await_ready()

    def close(self) -> None:
        for program in (self.worker, self.api, self.redis):
            program.kill()
