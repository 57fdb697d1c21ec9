"""The series: what grows, and how fast cost may grow with it."""

from dataclasses import dataclass

ASYNC = ("HTTPX async", "AIOHTTP")
ALL = ("HTTPX",) + ASYNC
CURL = ("C multi",)

# The highest exponent that counts as linear. Above 1, to allow for noise and for full caches.
LINEAR = 1.15


@dataclass(frozen=True)
class Series:
    """An operation, measured while a quantity x grows. `{x}` in a path stands for the quantity."""

    name: str
    title: str
    # The quantity that grows, and its unit.
    axis: str
    unit: str
    points: tuple
    clients: tuple
    operation: str = "get"
    path: str = "/hello/world"
    site: str = "http"
    # Whether an operation is x requests. Otherwise it is one request in the presence of x of something.
    is_batch: bool = False
    # Whether the requests of an operation are sent one after another instead of at once.
    in_turn: bool = False
    # What growth-client creates first (Clients/Growth/Circumstance.swift), and the site it uses for that.
    circumstance: str | None = None
    other_site: str = "duet"
    other_path: str = "/"

    def chosen_points(self, quick):
        """With --quick, every second point without the first and the last."""
        return self.points[1:-1:2] if quick else self.points


REQUESTS = (1, 10, 100, 200, 500, 1000, 2000, 5000)
BESIDE = (0, 10, 100, 500, 1000, 2000, 5000)
# Neither nginx nor Duet accepts more than 1,000 header lines.
FIELDS = (0, 1, 10, 30, 100, 300, 900)
SIZES = (0, 1 << 10, 16 << 10, 256 << 10, 1 << 20, 16 << 20, 128 << 20, 1 << 30)

SERIES = [
    Series(
        "concurrency", "Concurrent GETs over kept-alive connections", "requests at once", "request", REQUESTS,
        ASYNC + CURL, is_batch=True),
    Series(
        "http2", "Concurrent GETs over HTTP/2", "requests at once", "request", REQUESTS, ASYNC + CURL, site="http2",
        is_batch=True),
    Series(
        "opening", "Concurrent GETs, each over a new connection", "requests at once", "request", REQUESTS, ASYNC + CURL,
        site="plain_closing", is_batch=True),
    Series(
        "connections", "A GET while there are idle connections to its server", "idle connections", "connection", BESIDE,
        ASYNC, site="duet", circumstance="connections", other_path="/slow"),
    Series(
        "origins", "A GET to each of many origins in turn over kept-alive connections", "origins", "origin",
        (1,) + BESIDE[1:], ALL, site="origins", circumstance="origins", is_batch=True, in_turn=True),
    Series(
        "idle", "A GET while its server has open, silent responses", "open responses", "response", BESIDE,
        ASYNC + CURL, site="duet", circumstance="streams", other_path="/silent"),
    Series(
        "idle-elsewhere", "A GET while another server has open, silent responses", "open responses", "response", BESIDE,
        ASYNC + CURL, circumstance="streams", other_path="/silent"),
    Series(
        "drip", "A GET while its server has open responses that send a byte every ten seconds", "open responses",
        "response", BESIDE, ASYNC, site="duet", circumstance="streams", other_path="/drip"),
    Series(
        "collect", "A collected body", "bytes", "byte", SIZES, ALL + CURL, path="/body/{x}"),
    Series(
        "stream", "A streamed body", "bytes", "byte", SIZES, ALL + CURL, operation="stream", path="/body/{x}"),
    Series(
        "cookies", "A GET that sends three cookies from a large jar", "cookies in the jar", "cookie",
        (10, 100, 1000, 10_000, 100_000), ALL, circumstance="cookies"),
    Series(
        "request-fields", "A GET with many headers", "request headers", "header", FIELDS, ALL,
        circumstance="fields"),
    Series(
        "response-fields", "A response with many headers", "response headers", "header", FIELDS, ALL + CURL,
        site="duet", path="/fields/{x}"),
    Series(
        "redirects", "A redirected GET", "redirects", "redirect", (0, 1, 3, 10, 30, 100, 300, 1000), ALL,
        site="duet", path="/redirects/{x}", circumstance="redirects"),
]
