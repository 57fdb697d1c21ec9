"""Drives one of the Python originals through the line protocol of `duet exec`.

    python originals.py httpx | httpx2 | aiohttp

Reads one JSON object per line from standard input and writes one per line to standard output. The format is that of
`duet exec`. A missing key means the default of the library, except that the environment is not trusted.
"""

import asyncio
import base64
import functools
import importlib
import json
import ssl
import sys
import time
import warnings


def pairs(items):
    return [tuple(item) for item in items]


def grouped(items):
    """The pairs as the mapping that httpx expects, with a list of values for each name."""
    result = {}
    for name, value in items:
        result.setdefault(name, []).append(value)
    return result


def printable(text):
    """Text that JSON can hold, from text that may contain undecodable bytes."""
    try:
        text.encode("utf-8")
        return text
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape").decode("latin-1")


def common(line, body):
    """The arguments with the same name in all libraries, except `body`."""
    arguments = {key: line[key] for key in ("cookies", "json") if key in line}
    for key in ("params", "headers"):
        if key in line:
            arguments[key] = pairs(line[key])
    if "content" in line:
        arguments[body] = line["content"]
    if "content_b64" in line:
        arguments[body] = base64.b64decode(line["content_b64"])
    return arguments


def chunks(line):
    return [base64.b64decode(chunk) for chunk in line["chunks_b64"]]


@functools.cache
def trusting(verify, certificate):
    """A context for all clients with the same options, since creating one is slow."""
    context = ssl.create_default_context(cafile=verify if isinstance(verify, str) else None)
    if verify is False:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if certificate:
        context.load_cert_chain(*certificate)
    return context


def context(line):
    return trusting(line.get("verify", True), tuple(line.get("cert", ())))


class HTTPX:
    """httpx, or httpx2, which has the same names."""

    def __init__(self, name):
        self.library = importlib.import_module(name)
        self.sessions = {}
        self.loop = asyncio.new_event_loop()

    # Requests

    def client(self, line, kind):
        options = {
            "trust_env": line.get("trust_env", False),
            "verify": context(line),
            "http2": line.get("http2", False),
        }
        for key in ("base_url", "proxy", "max_redirects"):
            if key in line:
                options[key] = line[key]
        return kind(**options)

    def arguments(self, line):
        arguments = common(line, "content")
        if "form" in line:
            arguments["data"] = grouped(line["form"])
        return arguments

    def sending(self, line):
        sending = {}
        if "auth" in line:
            sending["auth"] = (line["auth"]["username"], line["auth"]["password"])
        if "follow_redirects" in line:
            sending["follow_redirects"] = line["follow_redirects"]
        return sending

    def timeout(self, line):
        if "timeout" not in line:
            return {}
        value = line["timeout"]
        if isinstance(value, dict):
            phases = {phase: value.get(phase) for phase in ("connect", "read", "write", "pool")}
            return {"timeout": self.library.Timeout(**phases)}
        return {"timeout": self.library.Timeout(value)}

    def result(self, response, client, body, lines=None):
        whole = body is None
        return {
            "ok": True,
            "status": response.status_code,
            "reason": response.reason_phrase,
            "http_version": response.http_version,
            "url": str(response.url),
            "headers": [
                [name.decode("latin-1"), printable(value.decode(response.headers.encoding))]
                for name, value in response.headers.raw
            ],
            "body_b64": base64.b64encode(response.content if whole else body).decode(),
            "encoding": response.encoding if whole else None,
            "text": printable(response.text) if whole else None,
            "history": [{"status": past.status_code, "url": str(past.url)} for past in response.history],
            "cookies": [
                {
                    "name": cookie.name,
                    "value": cookie.value or "",
                    "domain": "localhost" if cookie.domain == "localhost.local" else cookie.domain,
                    "path": cookie.path,
                }
                for cookie in client.cookies.jar
            ],
        } | ({} if lines is None else {"lines": lines})

    def request(self, line):
        return self.loop.run_until_complete(self.send_async(line)) if line.get("mode") == "async" else self.send(line)

    def send(self, line):
        name = line.get("session")
        client = self.sessions.get(("sync", name)) or self.client(line, self.library.Client)
        if name is not None:
            self.sessions["sync", name] = client
        try:
            arguments = self.arguments(line)
            if "chunks_b64" in line:
                arguments["content"] = (chunk for chunk in chunks(line))
            arguments |= self.timeout(line)
            request = client.build_request(line.get("method", "GET"), line["url"], **arguments)
            reading = line.get("response", "body")
            response = client.send(request, stream=reading != "body", **self.sending(line))
            try:
                if line.get("raise_for_status"):
                    response.raise_for_status()
                if reading == "stream":
                    return self.result(response, client, b"".join(response.iter_bytes()))
                if reading == "lines":
                    return self.result(response, client, b"", list(response.iter_lines()))
                return self.result(response, client, None)
            finally:
                response.close()
        finally:
            if name is None:
                client.close()

    async def send_async(self, line):
        name = line.get("session")
        client = self.sessions.get(("async", name)) or self.client(line, self.library.AsyncClient)
        if name is not None:
            self.sessions["async", name] = client
        try:
            arguments = self.arguments(line)
            if "chunks_b64" in line:
                arguments["content"] = later(chunks(line))
            arguments |= self.timeout(line)
            request = client.build_request(line.get("method", "GET"), line["url"], **arguments)
            reading = line.get("response", "body")
            response = await client.send(request, stream=reading != "body", **self.sending(line))
            try:
                if line.get("raise_for_status"):
                    response.raise_for_status()
                if reading == "stream":
                    return self.result(response, client, b"".join([piece async for piece in response.aiter_bytes()]))
                if reading == "lines":
                    return self.result(response, client, b"", [piece async for piece in response.aiter_lines()])
                return self.result(response, client, None)
            finally:
                await response.aclose()
        finally:
            if name is None:
                await client.aclose()

    # URLs

    def url(self, line):
        url = self.library.URL(line["url"])
        if "base" in line:
            url = self.library.URL(line["base"]).join(line["url"])
        path, _, query = url.raw_path.decode("ascii").partition("?")
        return {
            "ok": True,
            "url": str(url),
            "scheme": url.scheme,
            "host": url.host,
            "port": url.port,
            "username": url.username,
            "password": url.password,
            "path": path,
            "query": query,
            "fragment": str(url).partition("#")[2],
        }


class AIOHTTP:
    def __init__(self):
        self.library = importlib.import_module("aiohttp")
        self.yarl = importlib.import_module("yarl")
        self.sessions = {}
        self.loop = asyncio.new_event_loop()

    # Requests

    def session(self, line):
        options = {"trust_env": line.get("trust_env", False)}
        if "base_url" in line:
            options["base_url"] = line["base_url"]
        return self.library.ClientSession(connector=self.library.TCPConnector(ssl=context(line)), **options)

    def arguments(self, line):
        arguments = common(line, "data")
        if "form" in line:
            arguments["data"] = pairs(line["form"])
        if "chunks_b64" in line:
            arguments["data"] = later(chunks(line))
        if "auth" in line:
            arguments["auth"] = self.library.BasicAuth(line["auth"]["username"], line["auth"]["password"])
        if "follow_redirects" in line:
            arguments["allow_redirects"] = line["follow_redirects"]
        for key in ("max_redirects", "proxy"):
            if key in line:
                arguments[key] = line[key]
        return arguments | self.timeout(line)

    def timeout(self, line):
        if "timeout" not in line:
            return {}
        value = line["timeout"]
        if isinstance(value, dict):
            limits = {"total": value.get("total"), "connect": value.get("connect"), "sock_read": value.get("read")}
            return {"timeout": self.library.ClientTimeout(**limits)}
        return {"timeout": self.library.ClientTimeout(total=value)}

    def request(self, line):
        return self.loop.run_until_complete(self.send(line))

    async def send(self, line):
        name = line.get("session")
        session = self.sessions.get(name) or self.session(line)
        if name is not None:
            self.sessions[name] = session
        try:
            arguments = self.arguments(line)
            async with session.request(line.get("method", "GET"), line["url"], **arguments) as response:
                if line.get("raise_for_status"):
                    response.raise_for_status()
                return await self.result(response, session, line.get("response", "body"))
        finally:
            if name is None:
                await session.close()

    async def result(self, response, session, reading):
        lines = encoding = text = None
        body = b""
        if reading == "stream":
            body = b"".join([piece async for piece in response.content.iter_any()])
        elif reading == "lines":
            lines = [piece.decode("utf-8", "replace").rstrip("\r\n") async for piece in response.content]
        else:
            body = await response.read()
            encoding = response.get_encoding()
            try:
                text = await response.text()
            except UnicodeDecodeError:
                pass
        return {
            "ok": True,
            "status": response.status,
            "reason": response.reason or "",
            "http_version": f"HTTP/{response.version.major}.{response.version.minor}",
            "url": str(response.url),
            "headers": [[printable(name), printable(value)] for name, value in headers(response)],
            "body_b64": base64.b64encode(body).decode(),
            "encoding": encoding,
            "text": text if text is None else printable(text),
            "history": [{"status": past.status, "url": str(past.url)} for past in response.history],
            "cookies": [
                {"name": cookie.key, "value": cookie.value, "domain": cookie["domain"], "path": cookie["path"]}
                for cookie in session.cookie_jar
            ],
        } | ({} if lines is None else {"lines": lines})

    # URLs

    def url(self, line):
        url = self.yarl.URL(line["url"])
        if "base" in line:
            url = self.yarl.URL(line["base"]).join(url)
        return {
            "ok": True,
            "url": str(url),
            "scheme": url.scheme,
            "host": url.host or "",
            "port": url.port,
            "username": url.user or "",
            "password": url.password or "",
            "path": url.raw_path,
            "query": url.raw_query_string,
            "fragment": url.raw_fragment,
        }


def headers(response):
    return [(name.decode("utf-8", "surrogateescape"), value.decode("utf-8", "surrogateescape"))
            for name, value in response.raw_headers]


async def later(pieces):
    for piece in pieces:
        yield piece


def answer(driver, line):
    if line.get("op", "request") == "url":
        try:
            return driver.url(line)
        except Exception as error:
            return {"ok": False, "error": {"kind": "InvalidURL", "message": str(error)}}
    try:
        return driver.request(line)
    except Exception as error:
        return {"ok": False, "error": {"kind": type(error).__name__, "message": printable(str(error))}}


def main():
    warnings.simplefilter("ignore")
    driver = AIOHTTP() if sys.argv[1] == "aiohttp" else HTTPX(sys.argv[1])
    for text in sys.stdin:
        line = json.loads(text)
        began = time.monotonic()
        result = {"id": line.get("id")} | answer(driver, line) | {"elapsed": time.monotonic() - began}
        print(json.dumps(result), flush=True)


main()
