"""The clients: their names and their commands, which the assignment is appended to."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Client:
    program: str
    style: str

    def command(self, binaries, python):
        if self.program == "python":
            return [str(python), "-W", "ignore", str(HERE / "python_client.py"), self.style]
        return [str(binaries / self.program), self.style]


CLIENTS = {
    "C easy": Client("curl-client", "easy"),
    "C multi": Client("curl-client", "multi"),
    "HTTPX": Client("duet-client", "httpx"),
    "HTTPX async": Client("duet-client", "httpx-async"),
    "AIOHTTP": Client("duet-client", "aiohttp"),
    "HTTPX async, main actor": Client("duet-client", "httpx-async-main"),
    "AIOHTTP, main actor": Client("duet-client", "aiohttp-main"),
    "HTTPX async, executor": Client("duet-client", "httpx-async-loop"),
    "AIOHTTP, executor": Client("duet-client", "aiohttp-loop"),
    "AsyncHTTPClient": Client("ahc-client", "ahc"),
    "AsyncHTTPClient, main actor": Client("ahc-client", "ahc-main"),
    "URLSession": Client("urlsession-client", "urlsession"),
    "httpx": Client("python", "httpx"),
    "httpx, new client": Client("python", "httpx-new"),
    "httpx async": Client("python", "httpx-async"),
    "httpx2": Client("python", "httpx2"),
    "httpx2 async": Client("python", "httpx2-async"),
    "aiohttp": Client("python", "aiohttp"),
    "aiohttp uvloop": Client("python", "aiohttp-uvloop"),
    "requests": Client("python", "requests"),
    "niquests": Client("python", "niquests"),
    "niquests async": Client("python", "niquests-async"),
    "pycurl": Client("python", "pycurl"),
}


def is_duet(name):
    return name == "Duet" or name.startswith(("HTTPX", "AIOHTTP"))


def is_bound(name):
    return name.startswith("C ") or name == "NIO handler"
