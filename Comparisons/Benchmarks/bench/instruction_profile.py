"""Where a blocking request spends its instructions, next to libcurl in C. Run by `Comparisons/run bench profile`."""

import argparse
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from instructions import COUNTS, record, served
from report import columns

LIBRARIES = {
    "libcurl": "libcurl", "libc.so": "the C library", "libswift": "Swift's library and runtime", "ld-": "the loader"}
# The purpose of library functions, by name.
PURPOSES = {
    "reference counting": r"swift_\w*(retain|release)|RefCount|bridgeObject",
    "memory": r"malloc|free$|calloc|_int_|unlink_chunk|swift_slow\w+|swift_(alloc|dealloc)\w*",
    "exclusivity checks": r"swift_(begin|end)Access|AccessSet|SwiftTLSContext",
    "copying and destroying values": r"^(outlined |initializeWith|assignWith|destroy for|initializeBuffer)",
    "strings": r"String|UTF8|ASCII|isToken|fieldText",
    "response headers": r"Headers\.init\(parsing|ReceivedFields|HeaderLines|ResponseHead|HeadCollector|HeaderLine",
    "URLs": r"URL|IPAddress",
}


def by_function(recorded):
    """Instructions by library and function, from the text that callgrind writes."""
    counts, names, libraries = Counter(), {}, {}
    library = function = None
    is_call = False
    for line in recorded.splitlines():
        if match := re.match(r"c?(fn|ob)=\((\d+)\)(?: (.*))?", line):
            kind, number, name = match.groups()
            known = names if kind == "fn" else libraries
            if name:
                known[number] = name
            if line[0] != "c":
                library, function = (number, function) if kind == "ob" else (library, number)
        elif line.startswith("calls="):
            is_call = True
        elif line[:1] in "+-*0123456789" and line:
            if not is_call:
                counts[library, function] += int(line.split()[-1])
            is_call = False
    return Counter({(Path(libraries.get(one, "")).name, names[other]): count for (one, other), count in counts.items()})


def profile(client, style):
    """Instructions of one more request, by library and function."""
    with served() as (folder, url):
        few, many = (by_function(record(client, style, folder, url, requests)) for requests in COUNTS)
    many.subtract(few)
    return Counter({key: count / (COUNTS[1] - COUNTS[0]) for key, count in many.items() if count > 0})


def demangled(names):
    """Demangled Swift names. Other names are unchanged."""
    command = ["swift", "demangle", "--simplified"]
    run = subprocess.run(command, input="\n".join(names), capture_output=True, text=True, check=True)
    return dict(zip(names, run.stdout.splitlines()))


def library(name):
    return next((title for part, title in LIBRARIES.items() if name.startswith(part)), "the client")


def libraries_text(duet, bound):
    rows = [["", "Duet", "C"]]
    sums = [Counter(), Counter()]
    for total, counts in zip(sums, (duet, bound)):
        for (name, _), count in counts.items():
            total[library(name)] += count
    for title in [*LIBRARIES.values(), "the client"]:
        rows.append([title, *(f"{total[title]:,.0f}" for total in sums)])
    rows.append(["total", *(f"{total.total():,.0f}" for total in sums)])
    return columns(rows)


def purposes(counts, names):
    """Instructions outside libcurl, by purpose."""
    sums = Counter()
    for (name, function), count in counts.items():
        if library(name) == "libcurl":
            continue
        found = (title for title, pattern in PURPOSES.items() if re.search(pattern, names[function]))
        sums[next(found, f"other, {library(name)}")] += count
    return sums


def purposes_text(duet, bound, names):
    sums = [purposes(counts, names) for counts in (duet, bound)]
    rows = [[title, *(f"{each[title]:,.0f}" for each in sums)] for title, _ in sums[0].most_common()]
    return columns([["", "Duet", "C"], *rows])


def functions_text(counts, names, shown=30):
    rows = [["", "library", "function"]]
    others = Counter({key: count for key, count in counts.items() if library(key[0]) != "libcurl"})
    for (name, function), count in others.most_common(shown):
        rows.append([f"{count:,.0f}", library(name), names[function][:110]])
    return columns(rows, left=3)


def main(arguments):
    parser = argparse.ArgumentParser(prog="Comparisons/run bench profile", description=__doc__)
    parser.add_argument("--output", type=Path, help="also write the text to this file")
    parser.add_argument("--binaries", type=Path, required=True, help=argparse.SUPPRESS)
    arguments = parser.parse_args(arguments)
    if not shutil.which("valgrind"):
        raise SystemExit("valgrind is required: apt-get install valgrind")
    duet = profile(arguments.binaries / "duet-client", "httpx")
    with tempfile.TemporaryDirectory() as folder:
        # valgrind cannot read the debug information of the C compiler.
        bare = Path(folder) / "curl-client"
        subprocess.run(["strip", "-o", bare, arguments.binaries / "curl-client"], check=True)
        bound = profile(bare, "easy")
    names = demangled([function for _, function in duet + bound])
    text = "\n\n".join([
        "Instructions of a blocking request whose response has six headers and 92 bytes, counted by callgrind.",
        libraries_text(duet, bound), "Outside libcurl:\n" + purposes_text(duet, bound, names),
        functions_text(duet, names)]) + "\n"
    print(text, end="")
    if arguments.output:
        arguments.output.write_text(text)
