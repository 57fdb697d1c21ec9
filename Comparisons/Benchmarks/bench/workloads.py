"""The workloads of clients and servers."""

from dataclasses import dataclass

BOUNDS = ("C multi",)
DUET = ("HTTPX async", "AIOHTTP", "HTTPX async, executor", "AIOHTTP, executor")
QUICK_PEERS = ("AsyncHTTPClient", "aiohttp uvloop")
PEERS = QUICK_PEERS + ("URLSession", "aiohttp", "httpx async", "httpx2 async", "niquests async")
SWIFT_AND_AIOHTTP = QUICK_PEERS + ("URLSession", "aiohttp")


@dataclass(frozen=True)
class Workload:
    """Clients do `operation` on `path` of `site`, in batches of `batch`, at most `limit` at a time."""

    name: str
    title: str
    operation: str = "get"
    path: str = "/hello/world"
    batch: int = 1
    limit: int = 1
    site: str = "http"
    bound: str = "C multi"
    duet: tuple = DUET
    quick_peers: tuple = QUICK_PEERS
    peers: tuple = PEERS
    # The number of operations, or None for as many as fit in the time of a run.
    count: int | None = None
    # Whether memory matters instead of time.
    is_about_memory: bool = False

    def clients(self, quick):
        if not quick:
            return (self.bound, *self.duet, *self.peers)
        duet = (name for name in self.duet if not name.endswith(", executor"))
        return (self.bound, *duet, *self.quick_peers)


WORKLOADS = [
    Workload(
        "blocking", "Blocking GETs, one after another", bound="C easy", duet=("HTTPX",),
        quick_peers=("httpx", "pycurl"), peers=("httpx", "httpx2", "requests", "niquests", "pycurl")),
    Workload("sequential", "Asynchronous GETs, one after another"),
    Workload(
        "main-actor", "Asynchronous GETs from the main actor, one after another",
        duet=("HTTPX async, main actor", "AIOHTTP, main actor"), quick_peers=("AsyncHTTPClient, main actor",),
        peers=("AsyncHTTPClient, main actor",)),
    Workload("gather-20", "20 GETs at once", batch=20, limit=20),
    Workload("gather-200", "200 GETs at once", batch=200, limit=200),
    Workload("limited", "500 GETs, at most 20 at once", batch=500, limit=20),
    Workload("64k", "64 KiB bodies, at most 20 at once", path="/64k", batch=500, limit=20),
    Workload("post", "JSON POST, at most 20 at once", operation="post", path="/echo", batch=500, limit=20),
    Workload(
        "stream", "100 MiB streamed", operation="stream", path="/100m", duet=("HTTPX",) + DUET,
        peers=QUICK_PEERS + ("aiohttp", "httpx", "httpx async", "httpx2", "requests")),
    Workload(
        "collect", "100 MiB collected", path="/100m", duet=("HTTPX",) + DUET,
        peers=SWIFT_AND_AIOHTTP + ("httpx", "httpx2", "requests")),
    Workload(
        "upload", "100 MiB uploaded", operation="upload", path="/upload", site="duet", duet=("HTTPX",) + DUET,
        peers=SWIFT_AND_AIOHTTP + ("httpx", "httpx2", "requests")),
    Workload(
        "https", "HTTPS over kept-alive connections, at most 20 at once", site="https", batch=500, limit=20,
        peers=QUICK_PEERS + ("aiohttp", "httpx2 async", "niquests async")),
    Workload(
        "http2", "HTTP/2, 200 streams at once", site="http2", batch=200, limit=200, quick_peers=("AsyncHTTPClient",),
        peers=("AsyncHTTPClient", "httpx async", "httpx2 async")),
    Workload(
        "new-tls", "A new verified TLS connection for each GET", site="closing", duet=("HTTPX",) + DUET,
        peers=QUICK_PEERS + ("aiohttp", "httpx", "httpx, new client", "httpx2", "requests")),
    Workload(
        "live", "1,000 requests waiting at once", path="/slow", site="duet", batch=1000, limit=1000, count=1000,
        is_about_memory=True, peers=QUICK_PEERS + ("aiohttp", "httpx2 async")),
]


@dataclass(frozen=True)
class ServerWorkload:
    """wrk requests `path` over 64 connections."""

    name: str
    title: str
    path: str


SERVER_WORKLOADS = [
    ServerWorkload("serve-hello", "Server: a path parameter returned in 92 bytes of JSON", "/hello/world"),
    ServerWorkload("serve-64k", "Server: 64 KiB bodies", "/64k"),
    ServerWorkload("serve-echo", "Server: 970 bytes of JSON echoed", "/echo"),
]
QUICK_SERVERS = ("NIO handler", "Duet", "aiohttp.web")
SERVER_BOUND = "NIO handler"
