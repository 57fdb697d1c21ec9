"""The goals of Duet: a ratio of times to a peer, or an amount of time or memory."""

from dataclasses import dataclass

MIB = 1 << 20
STYLES = ("HTTPX async", "AIOHTTP")


@dataclass(frozen=True)
class AtMost:
    """The time is at most `ratio` times that of the bound."""

    workload: str
    ratio: float
    subjects: tuple = STYLES

    def judge(self, table, subject):
        measured = table.ratio(subject, table.bound)
        return f"<= {self.ratio:.2f} x {table.bound}", f"{measured:.2f}", measured <= self.ratio


@dataclass(frozen=True)
class Faster:
    """At least `ratio` times as fast as the other peer."""

    workload: str
    ratio: float
    peer: str
    subjects: tuple = STYLES

    def judge(self, table, subject):
        measured = table.ratio(self.peer, subject)
        return f">= {self.ratio:g} x as fast as {self.peer}", f"{measured:.2f}", measured >= self.ratio


@dataclass(frozen=True)
class Memory:
    """The peak memory is at most `limit` bytes."""

    workload: str
    limit: int
    subjects: tuple = STYLES

    def judge(self, table, subject):
        peak = table.median(subject, "peak")
        return f"<= {self.limit / MIB:.0f} MiB", f"{peak / MIB:.0f}", peak <= self.limit


@dataclass(frozen=True)
class Processor:
    """At most `limit` microseconds of processor time per operation, on the machine that the goal was set on."""

    workload: str
    limit: int
    subjects: tuple = STYLES

    def judge(self, table, subject):
        measured = table.median(subject, "cpu") * 1e6
        return f"<= {self.limit} us of CPU", f"{measured:.1f}", measured <= self.limit


@dataclass(frozen=True)
class Alike:
    """The two styles take the same time, within `part` of it."""

    workload: str
    part: float = 0.05
    subjects: tuple = STYLES[1:]

    def judge(self, table, subject):
        measured = table.ratio(subject, STYLES[0])
        return f"within {self.part:.0%} of {STYLES[0]}", f"{measured - 1:+.0%}", abs(measured - 1) <= self.part


AHC, UVLOOP = "AsyncHTTPClient", "aiohttp uvloop"
BLOCKING, DUET, ALL = ("HTTPX",), ("Duet",), ("HTTPX",) + STYLES
MAIN = tuple(f"{style}, main actor" for style in STYLES)

GOALS = [
    AtMost("blocking", 1.12, BLOCKING),
    Faster("blocking", 9, "httpx", BLOCKING),
    Faster("blocking", 15, "requests", BLOCKING),
    AtMost("sequential", 1.15),
    Faster("sequential", 2.2, AHC),
    Faster("sequential", 2.3, UVLOOP),
    Processor("sequential", 16),
    Alike("sequential"),
    Faster("main-actor", 2.2, f"{AHC}, main actor", MAIN),
    AtMost("main-actor", 1.15, MAIN),
    AtMost("gather-20", 1.20),
    Faster("gather-20", 1.4, AHC),
    Faster("gather-20", 2.3, UVLOOP),
    Faster("gather-20", 20, "httpx2 async"),
    Processor("gather-20", 18),
    Alike("gather-20"),
    AtMost("gather-200", 1.20),
    Faster("gather-200", 1.4, AHC),
    Faster("gather-200", 2.3, UVLOOP),
    Faster("gather-200", 20, "httpx2 async"),
    Processor("gather-200", 23),
    Alike("gather-200"),
    AtMost("limited", 1.30),
    Faster("limited", 1.4, AHC),
    Faster("limited", 2.0, UVLOOP),
    Faster("limited", 17, "httpx2 async"),
    AtMost("64k", 1.20),
    Faster("64k", 1.2, AHC),
    Faster("64k", 1.6, "aiohttp"),
    AtMost("post", 1.20),
    Faster("post", 1.8, AHC),
    Faster("post", 3.0, "aiohttp"),
    AtMost("stream", 1.05, ALL),
    Faster("stream", 1.1, AHC),
    AtMost("collect", 0.75, ALL),
    Faster("collect", 1.8, AHC),
    Memory("collect", 132 * MIB, ALL),
    AtMost("upload", 1.05, ALL),
    Faster("upload", 1.0, AHC),
    AtMost("https", 1.20),
    Faster("https", 1.3, AHC),
    AtMost("http2", 1.25),
    Faster("http2", 1.7, AHC),
    AtMost("new-tls", 1.10, ALL),
    Faster("new-tls", 1.0, AHC),
    Faster("new-tls", 10, "httpx, new client", ALL),
    Memory("live", 40 * MIB),
    # A server that reaches nine tenths of another's rate takes a ninth more time.
    AtMost("serve-hello", 1 / 0.9, DUET),
    Faster("serve-hello", 1.8, "Hummingbird", DUET),
    Faster("serve-hello", 2.0, "aiohttp.web", DUET),
    AtMost("serve-64k", 1 / 0.9, DUET),
    Faster("serve-64k", 1.8, "Hummingbird", DUET),
    Faster("serve-64k", 1.4, "aiohttp.web", DUET),
    AtMost("serve-echo", 1 / 0.9, DUET),
    Faster("serve-echo", 1.8, "Hummingbird", DUET),
    Faster("serve-echo", 2.3, "aiohttp.web", DUET),
]
