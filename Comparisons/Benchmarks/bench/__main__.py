"""Compares the speed of Duet with its bounds and peers. See ../README.md; `Comparisons/run bench` runs it."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import growth
import instruction_profile
import plots
import report
import servers
from rounds import Measurer, PLACEMENTS
from workloads import QUICK_SERVERS, SERVER_WORKLOADS, WORKLOADS

ROOT = Path(__file__).resolve().parents[3]
# The load per core above which times mean little.
BUSY = 0.25


def parse_arguments():
    names = [workload.name for workload in WORKLOADS + SERVER_WORKLOADS]
    parser = argparse.ArgumentParser(
        prog="Comparisons/run bench", description="Compare the speed and memory of Duet with its peers.")
    parser.add_argument(
        "workloads", nargs="*", metavar="WORKLOAD", help=f"measure only these; default: all of {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="measure only the best peers, in two minutes")
    parser.add_argument("--rounds", type=int, help="runs of each client (default: 5; with --quick 3)")
    parser.add_argument("--seconds", type=float, help="duration of each run (default: 1; with --quick 0.25)")
    parser.add_argument(
        "--placement", choices=PLACEMENTS, help="CPU cores used (default: both placements; with --quick one)")
    parser.add_argument(
        "--client", action="append", metavar="TEXT",
        help="measure only clients or servers whose name contains this; may be repeated")
    parser.add_argument("--output", type=Path, help="folder for results.json, results.txt and the plots")
    parser.add_argument("--binaries", type=Path, required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    unknown = set(arguments.workloads) - set(names)
    if unknown:
        parser.error(f"unknown workload {', '.join(unknown)}; choose from {', '.join(names)}")
    return arguments


def chosen(names, arguments, always):
    """The bound is always measured, because the other figures mean little without it."""
    return [name for name in names
            if not arguments.client or name == always or any(text in name for text in arguments.client)]


def measure_clients(arguments, measurer, show):
    placements = [arguments.placement] if arguments.placement else ["one"] if arguments.quick else list(PLACEMENTS)
    for workload in WORKLOADS:
        if arguments.workloads and workload.name not in arguments.workloads:
            continue
        names = chosen(workload.clients(arguments.quick), arguments, workload.bound)
        for placement in placements[:1] if workload.is_about_memory else placements:
            show(measurer.measure_clients(workload, names, placement))


def measure_servers(arguments, measurer, folder, show):
    wanted = [each for each in SERVER_WORKLOADS if not arguments.workloads or each.name in arguments.workloads]
    if not wanted:
        return
    commands = servers.server_commands(arguments.binaries, sys.executable)
    names = chosen(QUICK_SERVERS if arguments.quick else commands, arguments, "NIO handler")
    with ExitStack() as stack:
        started = {name: stack.enter_context(servers.start(commands[name], folder)) for name in names}
        for server in started.values():
            server.pin({1})
        for workload in wanted:
            show(measurer.measure_servers(workload, started))


def measure(arguments, folder):
    bundle = servers.make_certificates(folder)
    tables = []

    def show(table):
        tables.append(table)
        print(report.table_text(table), end="\n\n", flush=True)

    nginx, ports = servers.start_nginx(folder)
    with nginx, servers.start([arguments.binaries / "duet-server"], folder) as duet:
        sites = {name: (nginx, port) for name, port in ports.items()} | {"duet": (duet, duet.port)}
        measurer = Measurer(
            arguments.binaries, sys.executable, sites, bundle,
            rounds=arguments.rounds or (3 if arguments.quick else 5),
            budget=arguments.seconds or (0.25 if arguments.quick else 1))
        measure_clients(arguments, measurer, show)
        measure_servers(arguments, measurer, folder, show)
    return tables


def keep(arguments, machine, tables, verdicts):
    output = arguments.output or ROOT / ".build-benchmarks" / "results" / time.strftime("%Y%m%d-%H%M%S")
    output.mkdir(parents=True, exist_ok=True)
    texts = [report.table_text(table) for table in tables] + [report.goals_text(verdicts)]
    (output / "results.json").write_text(report.as_json(machine, tables, verdicts))
    (output / "results.txt").write_text("\n\n".join(texts) + "\n")
    for table in tables:
        if table.bound in table.samples:
            (output / f"{table.workload}-{table.placement}.svg").write_text(plots.bar_chart(table))
    print(f"\nResults saved in {output}")


def main():
    arguments = parse_arguments()
    # Started servers must end with this process.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = Path(tempfile.mkdtemp(prefix="duet-bench-"))
    try:
        machine = report.machine(ROOT)
        print(*(f"{key}: {value}" for key, value in machine.items()), sep="\n", end="\n\n")
        if machine["load"] > BUSY * os.cpu_count():
            print("This machine is busy: times are upper bounds, so compare the CPU columns.\n")
        tables = measure(arguments, folder)
    finally:
        shutil.rmtree(folder)
    verdicts = report.judge(tables)
    print(report.goals_text(verdicts))
    keep(arguments, machine, tables, verdicts)


if sys.argv[1:2] == ["growth"]:
    growth.main(sys.argv[2:])
elif sys.argv[1:2] == ["profile"]:
    instruction_profile.main(sys.argv[2:])
else:
    main()
