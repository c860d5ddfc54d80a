"""check_wheel.py WHEEL: what is published is what is meant to be."""

import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as wheel:
    names = wheel.namelist()
    (metadata,) = [name for name in names if name.endswith(".dist-info/METADATA")]
    told = wheel.read(metadata).decode()
assert "shap_operator/py.typed" in names, names
assert any(name.endswith("licenses/LICENSE") for name in names), names
assert all(name.startswith("shap_operator") for name in names), names
for line in ("Name: shap-operator", "License-Expression: Apache-2.0", "Requires-Python: >=3.10", "Requires-Dist: httpx>=0.27"):
    assert line in told, f"{line} is not in the metadata"
assert "# shap-operator for Python" in told, "the README is not in the metadata"
print(f"{sys.argv[1].rsplit('/', 1)[-1]}: {len(names)} files")
