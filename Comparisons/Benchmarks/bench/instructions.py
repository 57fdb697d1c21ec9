"""Instructions of a blocking request: a figure that a busy machine does not change. The argument is the benchmark
client; the exit status says whether the figure is within the budget."""

import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

# What one HTTPX.Client.get may cost, libcurl included: a little more than it does, so that a change that makes it slower
# is noticed. libcurl in C needs 60,000 for the same request and response; what Duet is to come down to is 90,000.
BUDGET = 95_000
COUNTS = (100, 600)
TRIES = 3
# A response that is there at the first look costs 4 % less, and whether it is depends on what else the machine does.
DELAY = 0.002

BODY = b'{"message": "Hello, world!", "number": 42, "list": [1, 2, 3], "text": "a response of 92 bytes"}'
RESPONSE = (
    b"HTTP/1.1 200 OK\r\nServer: bench\r\nDate: Mon, 23 Nov 2026 12:00:00 GMT\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\nConnection: keep-alive\r\n\r\n%s" % (len(BODY), BODY))


def serve(listener):
    """Answers every request alike, for one connection after another, until the listener is closed."""
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
    """What callgrind wrote of a client that sent so many requests."""
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
    """A folder, and the URL of a server that answers every request alike."""
    with socket.create_server(("127.0.0.1", 0)) as listener, tempfile.TemporaryDirectory() as folder:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        yield Path(folder), f"http://127.0.0.1:{listener.getsockname()[1]}/hello/world"


def main(client):
    with served() as (folder, url):
        # The difference leaves only what a further request costs; start-up cancels.
        few, many = (
            min(total(record(client, "httpx", folder, url, requests)) for _ in range(TRIES)) for requests in COUNTS)
    each = (many - few) // (COUNTS[1] - COUNTS[0])
    verdict = "within" if each <= BUDGET else "above"
    print(f"{each:,} instructions a blocking request, {verdict} the budget of {BUDGET:,}")
    return 0 if each <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
