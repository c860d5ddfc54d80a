"""live.py RULES URL: every metric and label value that the rules name is exported by a running service.

One row is explained and one job is computed first, so that what counts either is there. The operator of local mode serves no metrics
of its own; those of it are checked by its unit tests.
"""

import json
import re
import subprocess
import sys
import time
import urllib.request

DEADLINE = 60


def get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read().decode()


def use(url):
    rows = {"instances": [[-122.23, 37.88, 41, 880, 129, 322, 126, 8.3252]]}
    for path in ("/v1/models/housing:explain", "/v1/models/housing/jobs"):
        request = urllib.request.Request(
            url + path, json.dumps(rows).encode(), {"Content-Type": "application/json"}
        )
        urllib.request.urlopen(request, timeout=30).read()


def exported():
    pods = [
        pod
        for service in json.loads(subprocess.check_output(["./shap", "status", "-o", "json"]))["services"]
        for pod in service["pods"]
        if pod["role"] in ("api", "worker")
    ]
    return "\n".join(get(f"http://{pod['address']}:9090/metrics") for pod in pods)


def named(rules):
    """Metric names, and (metric, label, value) of the equality matchers that are not set by the scrape."""
    text = "\n".join(re.findall(r"expr: (?:\|-?|>-?)?((?:.|\n)*?)(?=\n +(?:for|labels):)", rules))
    metrics = set(re.findall(r"\bshap_[a-z_]+", text))
    matchers = {
        (metric, label, value)
        for metric, block in re.findall(r"\b(shap_[a-z_]+)\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}", text)
        for label, value in re.findall(r'([a-z_]+)="([^"]*)"', block)
        if not label.startswith("app_kubernetes_io_")
    }
    return metrics, matchers


def absent(metrics, matchers, text):
    for metric in sorted(m for m in metrics if not m.startswith("shap_operator_")):
        if not re.search(rf"^{metric}[ {{]", text, re.M):
            yield metric
    for metric, label, value in sorted(matchers):
        if not re.search(rf'^{metric}{{[^\n]*{label}="{re.escape(value)}"', text, re.M):
            yield f'{metric}{{{label}="{value}"}}'


def main(rules, url):
    metrics, matchers = named(open(rules).read())
    assert len(metrics) > 15 and matchers, "the rules could not be read"
    use(url)
    end = time.monotonic() + DEADLINE
    while True:
        missing = list(absent(metrics, matchers, exported()))
        if not missing or time.monotonic() > end:
            break
        time.sleep(1)
    for name in missing:
        print(f"no process exports {name}, which the rules name")
    print(f"{len(metrics)} metrics and {len(matchers)} label values of the rules: {len(missing)} missing")
    return 1 if missing else 0


sys.exit(main(*sys.argv[1:]))
