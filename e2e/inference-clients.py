"""The Open Inference client that people have, unchanged, against a running service. Argument: its address, http://host:port."""

import sys

import numpy
import tritonclient.http as triton

url = sys.argv[1]
client = triton.InferenceServerClient(url.removeprefix("http://"), network_timeout=60.0, connection_timeout=60.0)
rows = numpy.load("samples/housing.npy")[:5].astype(numpy.float32)
expected = numpy.load("samples/housing-shap.npy")[:5]


def check(holds, what):
    print(("ok    " if holds else "FAILED ") + what)
    if not holds:
        sys.exit(1)


def infer(binary_in, binary_out, datatype="FP32", **parameters):
    tensor = triton.InferInput("input", list(rows.shape), datatype)
    tensor.set_data_from_numpy(rows.astype(triton.triton_to_np_dtype(datatype)), binary_data=binary_in)
    outputs = [triton.InferRequestedOutput(name, binary_data=binary_out) for name in ("values", "base_values", "predictions")]
    return client.infer("housing", [tensor], outputs=outputs, request_id="q", parameters=parameters or None)


check(client.is_server_live() and client.is_server_ready() and client.is_model_ready("housing"), "the server and the model are ready")
check("binary_tensor_data" in client.get_server_metadata()["extensions"], "the binary extension is told")
metadata = client.get_model_metadata("housing")
check(metadata["inputs"][0]["shape"] == [-1, rows.shape[1]], "the metadata has the model's shape")
for binary_in in (False, True):
    for binary_out in (False, True):
        result = infer(binary_in, binary_out)
        close = numpy.allclose(result.as_numpy("values"), expected, atol=1e-5)
        whole = result.as_numpy("values").sum(axis=1) + result.as_numpy("base_values")
        adds_up = numpy.allclose(whole, result.as_numpy("predictions"), atol=1e-4)
        check(close and adds_up, f"explanations with binary_data in={binary_in} out={binary_out}")
check(infer(True, True, "FP64", precision="double").as_numpy("values").dtype == numpy.float64, "options go as parameters")
tensor = triton.InferInput("input", list(rows.shape), "FP32")
tensor.set_data_from_numpy(rows)
defaults = client.infer("housing", [tensor], model_version=metadata["versions"][0])
check(numpy.allclose(defaults.as_numpy("values"), expected, atol=1e-5), "all outputs, binary, of the version that the metadata names")
try:
    client.infer("none", [tensor])
    check(False, "a model that is not there is an error")
except triton.InferenceServerException as e:
    check("no model" in str(e), "a model that is not there is an error that says so")
