"""Measures how cost grows with concurrency, sizes and counts; `Comparisons/run bench growth` runs it."""

import argparse
import json
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import growth_plots
import growth_report
import report
import servers
from clients import CLIENTS, is_duet
from growth_series import SERIES, SIZES
from growth_table import GrowthTable
from rounds import PLACEMENTS, on_cores, output_of

ROOT = Path(__file__).resolve().parents[3]
# The maximum operations of a run. More would add nothing.
MOST = 100_000


def parse_arguments(arguments):
    names = [series.name for series in SERIES]
    parser = argparse.ArgumentParser(
        prog="Comparisons/run bench growth", description="Measure how time and memory grow.")
    parser.add_argument(
        "series", nargs="*", metavar="NAME", help=f"measure only these; default: all of {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="measure few points in one round")
    parser.add_argument("--rounds", type=int, help="runs of each client at each point (default: 3; with --quick 1)")
    parser.add_argument("--seconds", type=float, help="duration of each run (default: 0.5; with --quick 0.1)")
    parser.add_argument(
        "--placement", choices=PLACEMENTS, default="one", help="CPU cores used (default: one core for both sides)")
    parser.add_argument(
        "--client", action="append", metavar="TEXT",
        help="measure only clients whose name contains this; may be repeated")
    parser.add_argument("--output", type=Path, help="folder for results.json, results.txt and the plots")
    parser.add_argument("--binaries", type=Path, required=True, help=argparse.SUPPRESS)
    parsed = parser.parse_args(arguments)
    unknown = set(parsed.series) - set(names)
    if unknown:
        parser.error(f"unknown series {', '.join(unknown)}; choose from {', '.join(names)}")
    return parsed


class GrowthMeasurer:
    """Runs clients at one point after another, interleaved in rounds as in all benchmarks."""

    def __init__(self, arguments, sites, authorities):
        self.binaries, self.sites, self.authorities = arguments.binaries, sites, authorities
        self.quick, self.placement = arguments.quick, arguments.placement
        self.server_cores, self.client_cores = PLACEMENTS[arguments.placement]
        self.rounds = arguments.rounds or (1 if arguments.quick else 3)
        self.budget = arguments.seconds or (0.1 if arguments.quick else 0.5)
        for server, _ in sites.values():
            server.pin(self.server_cores or range(64))

    def measure(self, series, names):
        table = GrowthTable(series, self.placement)
        for x in series.chosen_points(self.quick):
            counts = {name: self.attempt(table, name, x, lambda: self.count_for(series, name, x)) for name in names}
            for _ in range(self.rounds):
                for name in names:
                    if counts[name] is None:
                        continue
                    sample = self.attempt(table, name, x, lambda: self.run(series, name, x, counts[name]))
                    if sample:
                        table.add(name, x, sample)
        return table

    @staticmethod
    def attempt(table, name, x, action):
        """A client that fails at one point is still shown at the others."""
        try:
            return action()
        except (subprocess.SubprocessError, ValueError) as error:
            output = (getattr(error, "stderr", None) or str(error)).strip()
            table.failures.append((name, x, output.splitlines()[-1] if output else "no result"))

    def count_for(self, series, name, x):
        """As many operations as fit in the time of a run, judging by the first few."""
        batch = x if series.is_batch else 1
        probe = self.run(series, name, x, batch)
        return max(1, min(round(self.budget / max(probe["seconds"], 1e-6)), max(1, MOST // batch))) * batch

    def run(self, series, name, x, count):
        batch = x if series.is_batch else 1
        site = series.site
        is_plain = site not in ("https", "http2", "closing")
        client = CLIENTS[name]
        command = client.command(self.binaries, sys.executable)
        if series.circumstance:
            program = "growth-client" if is_duet(name) else client.program
            other = self.url(series.other_site, series.other_path)
            command = [str(self.binaries / program), series.circumstance, str(x), other, client.style]
        url = self.url(site, series.path.format(x=x), "http" if is_plain else "https")
        command += [series.operation, str(count), str(batch), str(1 if series.in_turn else batch), url]
        if not is_plain:
            command.append(str(self.authorities))
        return output_of(on_cores(self.client_cores, command))

    def url(self, site, path, scheme="http"):
        return f"{scheme}://127.0.0.1:{self.sites[site][1]}{path}"


def make_bodies(folder):
    """Creates sparse files. Their pages are in memory once read, and they take no space on the disk."""
    bodies = folder / "files" / "body"
    bodies.mkdir()
    for size in SIZES:
        with open(bodies / str(size), "wb") as file:
            file.truncate(size)


def allow_many_files():
    """Raises the limit of open files, which servers and clients inherit. Each connection needs a descriptor."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def measure(arguments, folder):
    authorities = servers.make_certificates(folder)
    nginx, ports = servers.start_nginx(folder)
    make_bodies(folder)
    tables = []
    with nginx, servers.start([arguments.binaries / "duet-server"], folder) as duet:
        sites = {name: (nginx, port) for name, port in ports.items()} | {"duet": (duet, duet.port)}
        measurer = GrowthMeasurer(arguments, sites, authorities)
        for series in SERIES:
            if arguments.series and series.name not in arguments.series:
                continue
            names = [name for name in series.clients
                     if not arguments.client or any(text in name for text in arguments.client)]
            tables.append(measurer.measure(series, names))
            print(growth_report.table_text(tables[-1]), end="\n\n", flush=True)
    return tables


def keep(arguments, machine, tables):
    output = arguments.output or ROOT / ".build-benchmarks" / "results" / time.strftime("growth-%Y%m%d-%H%M%S")
    output.mkdir(parents=True, exist_ok=True)
    texts = [growth_report.table_text(table) for table in tables] + [growth_report.verdicts_text(tables)]
    (output / "results.json").write_text(
        json.dumps({"machine": machine, "growth": [growth_report.as_data(table) for table in tables]}, indent=1))
    (output / "results.txt").write_text("\n\n".join(texts) + "\n")
    for table in tables:
        (output / f"{table.series.name}.svg").write_text(growth_plots.chart(table))
    print(f"\nResults saved in {output}")


def main(arguments):
    arguments = parse_arguments(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    allow_many_files()
    folder = Path(tempfile.mkdtemp(prefix="duet-bench-"))
    try:
        machine = report.machine(ROOT)
        print(*(f"{key}: {value}" for key, value in machine.items()), sep="\n", end="\n\n")
        tables = measure(arguments, folder)
    finally:
        shutil.rmtree(folder)
    print(growth_report.verdicts_text(tables))
    keep(arguments, machine, tables)
