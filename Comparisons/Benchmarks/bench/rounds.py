"""Interleaved rounds: every client once, then every client again, so that disturbances affect all of them alike."""

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from clients import CLIENTS, is_bound, is_duet
from workloads import SERVER_BOUND

# Which cores the two sides run on. One core for both is the figure to quote: it does not depend on where the scheduler
# puts the two. A measured server has one core, its load the other.
PLACEMENTS = {"one": ({0}, {0}), "free": (None, None)}
TIMEOUT = 120
HERE = Path(__file__).parent


@dataclass
class Table:
    """The samples of a workload by client, one per round."""

    workload: str
    title: str
    placement: str
    bound: str
    samples: dict = field(default_factory=dict)
    failures: dict = field(default_factory=dict)

    def add(self, name, sample):
        sample["time"] = sample["seconds"] / sample["requests"]
        sample["cpu"] /= sample["requests"]
        self.samples.setdefault(name, []).append(sample)

    def without_failures(self):
        """Only clients with a sample of every round can be compared round by round."""
        for name in self.failures:
            self.samples.pop(name, None)
        return self

    def names(self):
        return sorted(self.samples, key=lambda name: self.median(name, "time"))

    def values(self, name, key):
        return [sample[key] for sample in self.samples[name]]

    def median(self, name, key):
        return median(self.values(name, key))

    def ratio(self, name, other, key="time"):
        """How many times as long it takes as the other: the median of rounds, so that slow rounds cancel out."""
        pairs = zip(self.values(name, key), self.values(other, key))
        return median(mine / theirs for mine, theirs in pairs)

    @property
    def best_peer(self):
        """The fastest client or server that is neither Duet's nor a bound."""
        peers = [name for name in self.names() if not is_duet(name) and not is_bound(name)]
        return peers[0] if peers else None


class Measurer:
    """Runs clients against sites, and wrk against servers."""

    def __init__(self, binaries, python, sites, authorities, rounds, budget):
        self.binaries, self.python = binaries, python
        self.sites, self.authorities = sites, authorities
        self.rounds, self.budget = rounds, budget

    # MARK: Clients

    def measure_clients(self, workload, names, placement):
        table = Table(workload.name, workload.title, placement, workload.bound)
        server_cores, client_cores = PLACEMENTS[placement]
        server, _ = self.sites[workload.site]
        server.pin(server_cores or range(64))
        counts = {}
        for name in names:
            counts[name] = self.attempt(table, name, lambda: self.count_for(workload, name, client_cores))
        for _ in range(1 if workload.is_about_memory else self.rounds):
            for name in names:
                if name in table.failures:
                    continue
                sample = self.attempt(table, name, lambda: self.run(workload, name, counts[name], client_cores))
                if sample:
                    table.add(name, sample)
        return table.without_failures()

    @staticmethod
    def attempt(table, name, action):
        try:
            return action()
        except (subprocess.SubprocessError, ValueError) as error:
            output = getattr(error, "stderr", None) or str(error)
            table.failures[name] = output.strip().splitlines()[-1] if output.strip() else "no result"

    def count_for(self, workload, name, cores):
        """As many operations as fit in the time of a run, in whole batches."""
        if workload.count:
            return workload.count
        probe = self.run(workload, name, max(workload.batch, 1), cores)
        batches = self.budget / max(probe["seconds"], 1e-6)
        return max(1, min(round(batches), 200_000)) * workload.batch

    def run(self, workload, name, count, cores):
        server, port = self.sites[workload.site]
        is_plain = workload.site in ("http", "duet")
        url = f"{'http' if is_plain else 'https'}://127.0.0.1:{port}{workload.path}"
        command = CLIENTS[name].command(self.binaries, self.python)
        command += [workload.operation, str(count), str(workload.batch), str(workload.limit), url]
        if not is_plain:
            command.append(str(self.authorities))
        return output_of(on_cores(cores, command))

    # MARK: Servers

    def measure_servers(self, workload, servers):
        """`servers` by name, started, each on core 1."""
        table = Table(workload.name, workload.title, "split", SERVER_BOUND)
        for _ in range(self.rounds):
            for name, server in servers.items():
                if name in table.failures:
                    continue
                sample = self.attempt(table, name, lambda: self.load(workload, server))
                if sample:
                    table.add(name, sample)
        return table.without_failures()

    def load(self, workload, server):
        script = str(HERE / "load.lua")
        cpu = server.cpu
        command = ["wrk", "-t1", "-c64", f"-d{max(1, round(self.budget))}s", "-s", script]
        sample = output_of(on_cores({0}, command + [f"http://127.0.0.1:{server.port}", "--", workload.path]))
        if sample["errors"] > sample["requests"] / 100:
            raise ValueError(f"{sample['errors']} errors in {sample['requests']} requests")
        sample["cpu"], sample["peak"] = server.cpu - cpu, server.peak
        return sample


def on_cores(cores, command):
    return ["taskset", "-c", ",".join(map(str, cores)), *command] if cores else command


def output_of(command):
    result = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=True)
    lines = [line for line in result.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise ValueError(result.stderr.strip() or "no result")
    # A program may report more about a run in earlier lines.
    return {key: value for line in lines for key, value in json.loads(line).items()}
