"""A user of our HTTP API."""

import http.client
import io
import json

import numpy as np

from .processes import Service


class Ours:
    def __init__(self, service: Service) -> None:
        self.http = http.client.HTTPConnection(service.host, 8080, timeout=300)

    def run(self, rows: np.ndarray) -> str:
        """Submits the rows and waits for the end of the job, whose id it answers."""
        body = io.BytesIO()
        np.save(body, rows)
        job = self.call("POST", "/v1/models/model/jobs", body.getvalue())["id"]
        while True:
            state = self.call("GET", f"/v1/jobs/{job}?wait=25s")["state"]
            if state == "succeeded":
                return job
            if state not in ("queued", "running"):
                raise RuntimeError(f"the job {job} is {state}")

    def values(self, job: str) -> np.ndarray:
        return np.load(io.BytesIO(self.raw("GET", f"/v1/jobs/{job}/results?array=values", accept="application/x-npy")))

    def delete(self, job: str) -> None:
        self.raw("DELETE", f"/v1/jobs/{job}")

    def call(self, method: str, path: str, body: bytes | None = None) -> dict:
        return json.loads(self.raw(method, path, body))

    def raw(self, method: str, path: str, body: bytes | None = None, accept: str = "application/json") -> bytes:
        headers = {"Accept": accept} | ({"Content-Type": "application/x-npy"} if body else {})
        self.http.request(method, path, body, headers)
        answer = self.http.getresponse()
        told = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {told[:500].decode(errors='replace')}")
        return told
