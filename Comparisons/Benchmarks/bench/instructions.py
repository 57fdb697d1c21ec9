"""Counts the instructions of a request, which do not depend on the load of the machine. The argument is the benchmark
client. The exit status is 1 if a count exceeds its budget."""

import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

# The limits for one GET, including libcurl and Swift's runtime. They are slightly above the current cost, so that a
# regression is noticed. libcurl in C needs 60,000 for the same request and response.
BUDGETS = {"httpx": ("blocking", 34_000), "httpx-async": ("asynchronous", 42_000)}
COUNTS = (100, 600)
TRIES = 3
# Delays every response, because one that is available at the first read costs 4 % less, which depends on the load.
DELAY = 0.002

BODY = b'{"message": "Hello, world!", "number": 42, "list": [1, 2, 3], "text": "a response of 92 bytes"}'
RESPONSE = (
    b"HTTP/1.1 200 OK\r\nServer: bench\r\nDate: Mon, 23 Nov 2026 12:00:00 GMT\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\nConnection: keep-alive\r\n\r\n%s" % (len(BODY), BODY))


def serve(listener):
    """Sends the same response to every request, one connection after another, until the listener is closed."""
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            request = b""
            while received := connection.recv(4096):
                request += received
                if request.endswith(b"\r\n\r\n"):
                    time.sleep(DELAY)
                    connection.sendall(RESPONSE)
                    request = b""


def record(client, style, folder, url, requests):
    """The output of callgrind for a client that sent this many requests."""
    output = folder / f"callgrind.{requests}"
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}", client, style, "get", requests, 1, 1]
    run = subprocess.run([*map(str, command), url], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise SystemExit(f"valgrind failed: {run.stderr[-500:]}")
    return output.read_text()


def total(recorded):
    return int(next(line for line in recorded.splitlines() if line.startswith("totals:")).split()[1])


@contextmanager
def served():
    """A folder, and the URL of a server that sends the same response to every request."""
    with socket.create_server(("127.0.0.1", 0)) as listener, tempfile.TemporaryDirectory() as folder:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        yield Path(folder), f"http://127.0.0.1:{listener.getsockname()[1]}/hello/world"


def each(client, style):
    """The instructions of one more request; those of start-up cancel."""
    with served() as (folder, url):
        few, many = (
            min(total(record(client, style, folder, url, requests)) for _ in range(TRIES)) for requests in COUNTS)
    return (many - few) // (COUNTS[1] - COUNTS[0])


def main(client):
    is_above = False
    for style, (name, budget) in BUDGETS.items():
        count = each(client, style)
        is_above = is_above or count > budget
        verdict = "within" if count <= budget else "above"
        print(f"{count:,} instructions per {name} request, {verdict} the budget of {budget:,}")
    return 1 if is_above else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
