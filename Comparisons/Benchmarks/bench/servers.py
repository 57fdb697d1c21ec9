"""The servers: nginx to measure clients against, and the servers that are measured themselves."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).parent
GREETING = '{"message": "Hello, world!", "number": 42, "list": [1, 2, 3], "text": "a response of 92 bytes"}'

NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; keepalive_timeout 75s;
    http2_max_concurrent_streams 256; http2_recv_buffer_size 4m;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.key;
    # Every new connection needs a full handshake.
    ssl_session_tickets off; ssl_session_cache off;
    root {folder}/files;
    server {{ listen 127.0.0.1:{http} backlog=4096; include {folder}/site; }}
    # Every address of this machine is an origin.
    server {{ listen {origins} backlog=4096; allow 127.0.0.0/8; deny all; include {folder}/site; }}
    server {{ listen 127.0.0.1:{https} ssl backlog=4096; include {folder}/site; }}
    server {{ listen 127.0.0.1:{http2} ssl http2 backlog=4096; include {folder}/site; }}
    server {{ listen 127.0.0.1:{plain_closing} backlog=4096; keepalive_timeout 0; include {folder}/site; }}
    server {{ listen 127.0.0.1:{closing} ssl backlog=4096; keepalive_timeout 0; include {folder}/site; }}
}}
"""

SITES = ("http", "https", "http2", "closing", "plain_closing", "origins")
SITE = f"""
location /hello/ {{ default_type application/json; return 200 '{GREETING}'; }}
location /echo {{ default_type application/json; return 200 '{GREETING}'; }}
"""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """A server process that listens on a port."""

    def __init__(self, command, port, log):
        self.port = port
        with open(log, "wb") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=output)
        for _ in range(200):
            if self.process.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)
        self.stop()
        raise SystemExit(f"{command[0]} does not listen on port {port}: {Path(log).read_text()[-500:]}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def pin(self, cores):
        for thread in os.listdir(f"/proc/{self.process.pid}/task"):
            os.sched_setaffinity(int(thread), cores)

    @property
    def cpu(self):
        """Processor seconds so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def peak(self):
        """The peak memory so far, in bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) << 10


def make_certificates(folder):
    """A certificate authority, a certificate for 127.0.0.1, and a bundle with all authorities of the system."""
    def openssl(*arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, cwd=folder)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30"]
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Benchmark authority")
    openssl("req", "-x509", *key, "-keyout", "server.key", "-out", "server.pem", "-subj", "/CN=localhost",
            "-CA", "ca.pem", "-CAkey", "ca.key", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
            "-addext", "basicConstraints=critical,CA:FALSE")
    system = Path("/etc/ssl/certs/ca-certificates.crt")
    bundle = folder / "authorities.pem"
    bundle.write_text((system.read_text() if system.exists() else "") + (folder / "ca.pem").read_text())
    return bundle


def start_nginx(folder):
    """Starts nginx. Returns the server and the port of each site."""
    ports = {name: free_port() for name in SITES}
    (folder / "site").write_text(SITE)
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, **ports))
    files = folder / "files"
    files.mkdir()
    (files / "64k").write_bytes(b"a" * (64 << 10))
    (files / "100m").write_bytes(b"a" * (100 << 20))
    # The files are private to this user, who also runs nginx because it runs as a single process.
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    return Server(command, ports["http"], folder / "nginx.log"), ports


def server_commands(binaries, python):
    """The commands of the measured servers. Each takes the port as its last argument."""
    return {
        "Duet": [binaries / "duet-server"],
        "NIO handler": [binaries / "nio-server"],
        "Hummingbird": [binaries / "hummingbird-server"],
        "FlyingFox": [binaries / "flyingfox-server"],
        "aiohttp.web": [python, HERE / "python_server.py", "aiohttp"],
        "uvicorn": [python, HERE / "python_server.py", "uvicorn"],
    }


def start(command, folder):
    port = free_port()
    name = Path(command[0]).name
    return Server([*map(str, command), str(port)], port, folder / f"{name}-{port}.log")
