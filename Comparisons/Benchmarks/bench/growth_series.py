"""How cost is to grow: what is made more of, and how much more a step may cost."""

from dataclasses import dataclass

ASYNC = ("HTTPX async", "AIOHTTP")
ALL = ("HTTPX",) + ASYNC
CURL = ("C multi",)

# The exponent that is still called linear. One is; what is above leaves room for noise, and for caches that are full.
LINEAR = 1.15


@dataclass(frozen=True)
class Series:
    """An operation, measured with more and more of something. `{x}` in a path stands for how much."""

    name: str
    title: str
    # What there is more of, and one of it.
    axis: str
    unit: str
    points: tuple
    clients: tuple
    operation: str = "get"
    path: str = "/hello/world"
    site: str = "http"
    # Whether x requests are one operation; else one request is, beside x of something.
    is_batch: bool = False
    # Whether the requests of an operation are made one after another, and not at once.
    in_turn: bool = False
    # What growth-client is to bring about first (Clients/Growth/Circumstance.swift), with whose help.
    circumstance: str | None = None
    other_site: str = "duet"
    other_path: str = "/"

    def chosen_points(self, quick):
        """Quick: the largest that takes no time, and few between."""
        return self.points[1:-1:2] if quick else self.points


REQUESTS = (1, 10, 100, 200, 500, 1000, 2000, 5000)
BESIDE = (0, 10, 100, 500, 1000, 2000, 5000)
# Neither nginx nor Duet reads a head of more than 1,000 lines.
FIELDS = (0, 1, 10, 30, 100, 300, 900)
SIZES = (0, 1 << 10, 16 << 10, 256 << 10, 1 << 20, 16 << 20, 128 << 20, 1 << 30)

SERIES = [
    Series(
        "concurrency", "GETs at once, over connections kept alive", "requests at once", "request", REQUESTS,
        ASYNC + CURL, is_batch=True),
    Series(
        "http2", "GETs at once, over HTTP/2", "requests at once", "request", REQUESTS, ASYNC + CURL, site="http2",
        is_batch=True),
    Series(
        "opening", "GETs at once, each over a new connection", "requests at once", "request", REQUESTS, ASYNC + CURL,
        site="plain_closing", is_batch=True),
    Series(
        "connections", "A GET beside idle connections to its server", "idle connections", "connection", BESIDE, ASYNC,
        site="duet", circumstance="connections", other_path="/slow"),
    Series(
        "origins", "A GET to each of many origins in turn, over connections kept alive", "origins", "origin",
        (1,) + BESIDE[1:], ALL, site="origins", circumstance="origins", is_batch=True, in_turn=True),
    Series(
        "idle", "A GET beside open responses of its server that do not go on", "open responses", "response", BESIDE,
        ASYNC + CURL, site="duet", circumstance="streams", other_path="/silent"),
    Series(
        "idle-elsewhere", "A GET beside open responses of another server", "open responses", "response", BESIDE,
        ASYNC + CURL, circumstance="streams", other_path="/silent"),
    Series(
        "drip", "A GET beside open responses that get a byte every ten seconds", "open responses", "response", BESIDE,
        ASYNC, site="duet", circumstance="streams", other_path="/drip"),
    Series(
        "collect", "A body, collected", "bytes", "byte", SIZES, ALL + CURL, path="/body/{x}"),
    Series(
        "stream", "A body, streamed", "bytes", "byte", SIZES, ALL + CURL, operation="stream", path="/body/{x}"),
    Series(
        "cookies", "A GET that takes three cookies out of a jar", "cookies in the jar", "cookie",
        (10, 100, 1000, 10_000, 100_000), ALL, circumstance="cookies"),
    Series(
        "request-fields", "A GET with many fields", "fields of the request", "field", FIELDS, ALL,
        circumstance="fields"),
    Series(
        "response-fields", "A response with many fields", "fields of the response", "field", FIELDS, ALL + CURL,
        site="duet", path="/fields/{x}"),
    Series(
        "redirects", "A GET that is redirected", "redirects", "redirect", (0, 1, 3, 10, 30, 100, 300, 1000), ALL,
        site="duet", path="/redirects/{x}", circumstance="redirects"),
]
