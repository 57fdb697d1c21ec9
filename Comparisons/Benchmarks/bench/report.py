"""Results as text and JSON."""

import json
import os
import platform
import subprocess
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

from goals import GOALS

MIB = 1 << 20
PACKAGES = ("aiohttp", "httpx", "httpx2", "niquests", "pycurl", "requests", "uvicorn", "uvloop")


def first_line(*command):
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return "missing"
    return ((result.stdout + result.stderr).strip().splitlines() or ["?"])[0]


def machine(root):
    """The machine and the versions that the figures depend on."""
    processor = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                 if line.startswith("model name")]
    resolved = Path(__file__).parent.parent / "Package.resolved"
    pins = json.loads(resolved.read_text())["pins"] if resolved.exists() else []
    peers = ("async-http-client", "hummingbird", "flyingfox", "swift-nio")
    return {
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "commit": first_line("git", "-C", str(root), "describe", "--always", "--dirty"),
        "processor": f"{len(os.sched_getaffinity(0))} x {processor[0] if processor else platform.machine()}",
        "system": f"{platform.system()} {platform.release()}",
        "load": os.getloadavg()[0],
        "swift": first_line("swift", "--version"),
        "libcurl": first_line("curl-config", "--version"),
        "nginx": first_line("nginx", "-v"),
        "wrk": first_line("wrk", "-v").split(" Copyright")[0],
        "python": platform.python_version(),
        "packages": {pin["identity"]: pin["state"].get("version") for pin in pins if pin["identity"] in peers}
        | {name: version(name) for name in PACKAGES},
    }


# MARK: Text


def duration(seconds):
    for limit, factor, unit in ((1e-3, 1e6, "us"), (1, 1e3, "ms")):
        if seconds < limit:
            return f"{seconds * factor:,.1f} {unit}"
    return f"{seconds:,.2f} s"


def columns(rows, left=1):
    """Aligns rows of text: the first columns to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    lines = []
    for row in rows:
        cells = [cell.ljust(width) if index < left else cell.rjust(width)
                 for index, (cell, width) in enumerate(zip(row, widths))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def ratios(table, name, other):
    return [f"{table.ratio(name, other, key):.2f}" if other else "" for key in ("time", "cpu")]


def table_text(table):
    best = table.best_peer
    rows = [[
        "", "median", "spread", "CPU", "p50", "p99", "peak", f"x {table.bound}", "CPU",
        f"x {best or 'best peer'}", "CPU",
    ]]
    for name in table.names():
        times = table.values(name, "time")
        rows.append([
            name, duration(table.median(name, "time")), f"{duration(min(times))} to {duration(max(times))}",
            duration(table.median(name, "cpu")), duration(table.median(name, "p50")),
            duration(table.median(name, "p99")), f"{table.median(name, 'peak') / MIB:,.0f} MiB",
            *ratios(table, name, table.bound if table.bound in table.samples else None), *ratios(table, name, best),
        ])
    lines = [f"{table.title} [{table.workload}, {table.placement}]", columns(rows)]
    lines += [f"{name} failed: {reason}" for name, reason in table.failures.items()]
    return "\n".join(lines)


def judge(tables):
    """The verdict for each measured goal and subject: (workload, subject, goal, measured, met)."""
    verdicts = []
    for goal in GOALS:
        for table in tables:
            if table.workload != goal.workload or table.placement == "free":
                continue
            for subject in goal.subjects:
                needed = {subject, getattr(goal, "peer", None)} - {None}
                if needed <= table.samples.keys() and table.bound in table.samples:
                    verdicts.append((goal.workload, subject, *goal.judge(table, subject)))
    return verdicts


def goals_text(verdicts):
    rows = [["workload", "client or server", "goal", "measured", ""]]
    rows += [[workload, subject, wanted, measured, "met" if met else "missed"]
             for workload, subject, wanted, measured, met in verdicts]
    met = sum(verdict[-1] for verdict in verdicts)
    return f"Goals of Duet: {met} of {len(verdicts)} met\n{columns(rows, left=3)}"


# MARK: JSON


def as_json(machine, tables, verdicts):
    return json.dumps({
        "machine": machine,
        "tables": [{
            "workload": table.workload, "title": table.title, "placement": table.placement, "bound": table.bound,
            "samples": table.samples, "failures": table.failures,
        } for table in tables],
        "goals": [dict(zip(("workload", "subject", "goal", "measured", "met"), verdict)) for verdict in verdicts],
    }, indent=1)
