"""KServe's own inference client, unchanged, against a running service. Argument: its address, http://host:port."""

import asyncio
import sys

import httpx
import numpy
from kserve import InferenceRESTClient, InferInput, InferRequest, RESTConfig

url = sys.argv[1]
rows = numpy.load("samples/housing.npy")[:5].astype(numpy.float32)
expected = numpy.load("samples/housing-shap.npy")[:5]


def check(holds, what):
    print(("ok    " if holds else "FAILED ") + what)
    if not holds:
        sys.exit(1)


async def v1():
    async with InferenceRESTClient(RESTConfig(protocol="v1", timeout=60)) as client:
        check(await client.is_model_ready(url, "housing"), "V1: the model is ready")
        answer = await client.explain(url, "housing", {"instances": rows.astype(float).tolist()})
        explanations = answer["explanations"]
        check(numpy.allclose(explanations["values"], expected, atol=1e-5), "V1: explain")
        whole = numpy.sum(explanations["values"], axis=1) + explanations["base_values"]
        check(numpy.allclose(whole, answer["predictions"], atol=1e-4), "V1: they add up to the predictions")
        try:
            await client.explain(url, "none", {"instances": [[1]]})
            check(False, "V1: a model that is not there is an error")
        except httpx.HTTPStatusError as e:
            check(e.response.status_code == 404, "V1: a model that is not there is an error")


async def v2():
    async with InferenceRESTClient(RESTConfig(protocol="v2", timeout=60)) as client:
        ready = await client.is_server_live(url) and await client.is_server_ready(url)
        check(ready and await client.is_model_ready(url, "housing"), "V2: the server and the model are ready")
        for binary in (False, True):
            tensor = InferInput(name="input", shape=list(rows.shape), datatype="FP32")
            tensor.set_data_from_numpy(rows, binary_data=binary)
            answer = await client.infer(url, InferRequest(model_name="housing", infer_inputs=[tensor], request_id="q"), "housing")
            outputs = {output.name: output.as_numpy() for output in answer.outputs}
            close = numpy.allclose(outputs["values"], expected, atol=1e-5)
            check(answer.id == "q" and close and set(outputs) == {"values", "base_values", "predictions"}, f"V2: infer with binary_data={binary}")
        check(not await client.is_model_ready(url, "none"), "V2: a model that is not there is not ready")


asyncio.run(v1())
asyncio.run(v2())
