"""submitter.py URL KEY ROWS HANDLE [IDEMPOTENCY-KEY]: a program that submits, stores its job's handle, and waits to be killed."""

import os
import pathlib
import sys

import numpy as np

from shap_operator import Client

url, key, rows, handle, *name = sys.argv[1:]
with Client(url, api_key=key) as client:
    job = client.submit("housing", np.load(rows), key=name[0] if name else None)
    pathlib.Path(handle + ".new").write_text(job.handle.to_json())
    os.replace(handle + ".new", handle)
    job.wait()
