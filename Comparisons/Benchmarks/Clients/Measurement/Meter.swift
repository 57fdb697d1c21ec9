import Glibc

/// Takes the time, processor time and memory of a run, and prints them as a line of JSON.
struct Meter {
    /// Seconds of the batch that warmed up.
    let first: Double
    private let start = seconds()
    private let cpu = usage().cpu

    func report(_ latencies: [Double]) {
        let wall = seconds() - start
        let usage = usage()
        let sorted = latencies.sorted()
        print(
            """
            {"requests": \(sorted.count), "seconds": \(wall), "cpu": \(usage.cpu - cpu), "peak": \(usage.peak), \
            "p50": \(sorted[sorted.count / 2]), "p99": \(sorted[sorted.count * 99 / 100]), "first": \(first)}
            """)
    }
}

/// Monotonic time in seconds.
public func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

private func usage() -> (cpu: Double, peak: Int) {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let whole = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
    let parts = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
    return (Double(whole) + Double(parts) * 1e-6, peakMemory())
}

/// In bytes. The figure of `getrusage` is at least that of the process that started this one.
private func peakMemory() -> Int {
    guard let file = fopen("/proc/self/status", "r") else { giveUp("no /proc") }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
        let words = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            .split { $0 == " " || $0 == "\t" }
        if words.first == "VmHWM:" { return (words.dropFirst().first.flatMap { Int($0) } ?? 0) << 10 }
    }
    return 0
}
