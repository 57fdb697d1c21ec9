"""The Python clients: STYLE OPERATION COUNT BATCH LIMIT URL [AUTHORITIES]; the other clients are in Clients."""

import asyncio
import importlib
import io
import json
import resource
import ssl
import sys
import time
from dataclasses import dataclass

CONNECTIONS = 1000
BIG_BODY = 100 << 20
PIECE = 512 << 10


def json_text():
    """972 bytes of JSON, as all clients send."""
    text, number = '{"name": "duet", "values": [', 100
    while len(text) < 960:
        text += f"{number}, "
        number += 1
    return text + " " * (969 - len(text)) + "0]}"


JSON_BODY = json_text().encode()
JSON_FIELDS = {"Content-Type": "application/json"}


@dataclass
class Assignment:
    style: str
    operation: str
    count: int
    batch: int
    limit: int
    url: str
    authorities: str | None = None

    def __post_init__(self):
        self.count, self.batch, self.limit = int(self.count), int(self.batch), int(self.limit)
        self.big_body = bytes(BIG_BODY) if self.operation == "upload" else b""

    @property
    def tls(self):
        return ssl.create_default_context(cafile=self.authorities) if self.authorities else True

    @property
    def posted(self):
        """The body and the headers of a POST. A GET has none."""
        return {"post": (JSON_BODY, JSON_FIELDS), "upload": (self.big_body, {})}.get(self.operation)


def use_authorities(session, assignment):
    if assignment.authorities:
        # A certificate bundle named in the environment would take precedence.
        session.trust_env = False
        session.verify = assignment.authorities


# MARK: Blocking clients: functions that make a function, which does the operation and gives the length of the body


def httpx_blocking(assignment, module="httpx"):
    httpx = importlib.import_module(module)
    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    client = httpx.Client(limits=limits, verify=assignment.tls)

    def perform():
        if assignment.operation == "stream":
            with client.stream("GET", assignment.url) as response:
                return response.status_code == 200 and sum(map(len, response.iter_bytes()))
        if assignment.posted:
            body, fields = assignment.posted
            response = client.post(assignment.url, content=body, headers=fields)
        else:
            response = client.get(assignment.url)
        return response.status_code == 200 and len(response.content)

    return perform


def httpx_new(assignment):
    """A client for each request, as `httpx.get` makes one."""
    import httpx

    def perform():
        with httpx.Client(verify=assignment.tls) as client:
            response = client.get(assignment.url)
        return response.status_code == 200 and len(response.content)

    return perform


def requests_blocking(assignment, module="requests"):
    session = importlib.import_module(module).Session()
    use_authorities(session, assignment)

    def perform():
        if assignment.operation == "stream":
            with session.get(assignment.url, stream=True) as response:
                return response.status_code == 200 and sum(map(len, response.iter_content(PIECE)))
        if assignment.posted:
            body, fields = assignment.posted
            response = session.post(assignment.url, data=body, headers=fields)
        else:
            response = session.get(assignment.url)
        return response.status_code == 200 and len(response.content)

    return perform


def pycurl_blocking(assignment):
    import pycurl

    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, assignment.url)
    if assignment.authorities:
        curl.setopt(pycurl.CAINFO, assignment.authorities)
    if assignment.posted:
        body, fields = assignment.posted
        curl.setopt(pycurl.POST, 1)
        curl.setopt(pycurl.HTTPHEADER, ["Expect:"] + [f"{name}: {value}" for name, value in fields.items()])
        curl.setopt(pycurl.POSTFIELDSIZE_LARGE, len(body))

    def perform():
        if assignment.posted:
            curl.setopt(pycurl.READDATA, io.BytesIO(assignment.posted[0]))
        if assignment.operation == "stream":
            length = 0

            def count(piece):
                nonlocal length
                length += len(piece)

            curl.setopt(pycurl.WRITEFUNCTION, count)
            curl.perform()
        else:
            buffer = io.BytesIO()
            curl.setopt(pycurl.WRITEDATA, buffer)
            curl.perform()
            length = len(buffer.getvalue())
        return curl.getinfo(pycurl.RESPONSE_CODE) == 200 and length

    return perform


# MARK: Asynchronous clients: the same with coroutines


async def httpx_async(assignment, module="httpx"):
    httpx = importlib.import_module(module)
    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    client = httpx.AsyncClient(limits=limits, verify=assignment.tls, http2=assignment.authorities is not None)

    async def perform():
        if assignment.operation == "stream":
            async with client.stream("GET", assignment.url) as response:
                return response.status_code == 200 and sum([len(piece) async for piece in response.aiter_bytes()])
        if assignment.posted:
            body, fields = assignment.posted
            response = await client.post(assignment.url, content=body, headers=fields)
        else:
            response = await client.get(assignment.url)
        return response.status_code == 200 and len(response.content)

    return perform


async def aiohttp_async(assignment):
    import aiohttp

    connector = aiohttp.TCPConnector(limit=CONNECTIONS, ssl=assignment.tls)
    session = aiohttp.ClientSession(connector=connector)

    async def perform():
        body, fields = assignment.posted or (None, {})
        method = "POST" if assignment.posted else "GET"
        async with session.request(method, assignment.url, data=body, headers=fields) as response:
            if assignment.operation == "stream":
                length = sum([len(piece) async for piece in response.content.iter_any()])
            else:
                length = len(await response.read())
            return response.status == 200 and length

    return perform


async def niquests_async(assignment):
    import niquests

    session = niquests.AsyncSession(pool_maxsize=CONNECTIONS)
    use_authorities(session, assignment)

    async def perform():
        if assignment.posted:
            body, fields = assignment.posted
            response = await session.post(assignment.url, data=body, headers=fields)
        else:
            response = await session.get(assignment.url)
        return response.status_code == 200 and len(response.content)

    return perform


BLOCKING = {
    "httpx": httpx_blocking,
    "httpx-new": httpx_new,
    "httpx2": lambda assignment: httpx_blocking(assignment, "httpx2"),
    "requests": requests_blocking,
    "niquests": lambda assignment: requests_blocking(assignment, "niquests"),
    "pycurl": pycurl_blocking,
}
ASYNC = {
    "httpx-async": httpx_async,
    "httpx2-async": lambda assignment: httpx_async(assignment, "httpx2"),
    "aiohttp": aiohttp_async,
    "aiohttp-uvloop": aiohttp_async,
    "niquests-async": niquests_async,
}

# MARK: Measuring


def checked(length):
    if not length:
        sys.exit("not a body with status 200")


class Meter:
    def __init__(self):
        self.start, self.cpu = time.perf_counter(), self.usage()[0]

    @staticmethod
    def usage():
        usage = resource.getrusage(resource.RUSAGE_SELF)
        # getrusage's own figure for memory is at least that of the process that started this one.
        with open("/proc/self/status") as status:
            peak = next(line for line in status if line.startswith("VmHWM:"))
        return usage.ru_utime + usage.ru_stime, int(peak.split()[1]) << 10

    def report(self, latencies):
        seconds = time.perf_counter() - self.start
        cpu, peak = self.usage()
        latencies.sort()
        print(json.dumps({
            "requests": len(latencies), "seconds": seconds, "cpu": cpu - self.cpu, "peak": peak,
            "p50": latencies[len(latencies) // 2], "p99": latencies[len(latencies) * 99 // 100],
        }))


def measure(assignment):
    perform = BLOCKING[assignment.style](assignment)

    def run(count):
        latencies = []
        for _ in range(count):
            start = time.perf_counter()
            checked(perform())
            latencies.append(time.perf_counter() - start)
        return latencies

    run(assignment.batch)
    meter = Meter()
    meter.report(run(assignment.count))


async def measure_async(assignment):
    perform = await ASYNC[assignment.style](assignment)

    async def once():
        start = time.perf_counter()
        checked(await perform())
        return time.perf_counter() - start

    async def gather(count):
        if assignment.limit >= count:
            return await asyncio.gather(*(once() for _ in range(count)))
        semaphore = asyncio.Semaphore(assignment.limit)

        async def limited():
            async with semaphore:
                return await once()

        return await asyncio.gather(*(limited() for _ in range(count)))

    async def run(count):
        latencies = []
        while len(latencies) < count:
            if assignment.batch == 1:
                latencies.append(await once())
            else:
                latencies += await gather(min(assignment.batch, count - len(latencies)))
        return latencies

    await run(assignment.batch)
    meter = Meter()
    meter.report(await run(assignment.count))


def main():
    assignment = Assignment(*sys.argv[1:])
    if assignment.style in BLOCKING:
        measure(assignment)
    elif assignment.style == "aiohttp-uvloop":
        import uvloop

        uvloop.run(measure_async(assignment))
    else:
        asyncio.run(measure_async(assignment))


if __name__ == "__main__":
    main()
