import Comparisons
import Fetch

extension ComparisonReport {
    private static let labelWidth = 24

    /// The report for people: a column for each style, a line for each value.
    public func text(on terminal: Terminal) -> String {
        var lines = [
            terminal.styled(comparison.name, .strong) + "  " + terminal.styled(comparison.shows, .faint),
            "",
        ]
        lines += row("", names.map { ($0, .strong) }, on: terminal)
        for part in parts { lines += text(of: part, on: terminal) }
        lines += totals(on: terminal)
        lines += ratio(on: terminal)
        return lines.joined(separator: "\n") + "\n"
    }

    private var names: [String] {
        ["HTTPX", "AIOHTTP"] + (pythonTotals == nil ? [] : ["Python httpx", "Python aiohttp"])
    }

    private func text(of report: PartReport, on terminal: Terminal) -> [String] {
        let runs = [report.httpx, report.aiohttp] + (report.python.map { [$0.httpx, $0.aiohttp] } ?? [])
        var lines = [heading(of: report, on: terminal)]
        for label in resultLabels(of: runs) {
            lines += row("  " + label, runs.map { cell($0, label) }, on: terminal)
        }
        lines += row("  time", runs.map { ($0.time.map(\.brief) ?? "", .faint) }, on: terminal)
        lines += row("  connections", runs.map { count($0, \.connections) }, on: terminal)
        if runs.contains(where: { ($0.counts?.handshakes ?? 0) > 0 }) {
            lines += row("  TLS handshakes", runs.map { count($0, \.handshakes) }, on: terminal)
        }
        if report.part.counts.atOnce != nil {
            lines += row("  most at once", runs.map { count($0, \.atOnce) }, on: terminal)
        }
        if case .wrong(let complaints) = report.verdict {
            for complaint in complaints {
                lines += TextColumns(terminal: terminal).lines(
                    [.init(text: complaint, width: terminal.width - 4, look: .bad)], indent: 4)
            }
        }
        return lines
    }

    private func heading(of report: PartReport, on terminal: Terminal) -> String {
        let (words, look) = report.verdict.words
        let name = report.part.name
        let gap = max(2, terminal.width - 2 - name.count - words.count)
        return "  \(name)\(String(repeating: " ", count: gap))\(terminal.styled(words, look))"
    }

    /// The names of what the programs found, in order of appearance; one label for results that have no names.
    private func resultLabels(of runs: [Run]) -> [String] {
        var labels: [String] = []
        for run in runs {
            for label in run.result?.object?.map(\.name) ?? ["result"] where !labels.contains(label) {
                if case .absent = run.outcome, labels.isEmpty == false { continue }
                labels.append(label)
            }
        }
        let named = labels.filter { $0 != "result" }
        return named.isEmpty ? ["result"] : named
    }

    private func cell(_ run: Run, _ label: String) -> (String, Terminal.Look) {
        switch run.outcome {
        case .absent(let reason): (reason.isEmpty ? "" : "– \(reason)", .faint)
        case .failed: ("failed", .bad)
        case .result(let result):
            (result.object?.isEmpty == false && !result[label].isNull ? result[label].brief : result.brief, .plain)
        }
    }

    private func count(_ run: Run, _ count: KeyPath<ServerCounts, Int>) -> (String, Terminal.Look) {
        (run.counts.map { "\($0[keyPath: count])" } ?? "", .faint)
    }

    /// What a Python program did as a whole, next to the sums of the Swift ones.
    private func totals(on terminal: Terminal) -> [String] {
        guard let pythonTotals, parts.count > 1 else { return [] }
        func sum(_ style: KeyPath<PartReport, Run>, _ count: KeyPath<ServerCounts, Int>) -> Int {
            parts.reduce(0) { $0 + ($1.part.isInPython ? $1[keyPath: style].counts?[keyPath: count] ?? 0 : 0) }
        }
        func line(_ label: String, _ count: KeyPath<ServerCounts, Int>) -> [String] {
            let values = [
                sum(\.httpx, count), sum(\.aiohttp, count), pythonTotals.httpx[keyPath: count],
                pythonTotals.aiohttp[keyPath: count],
            ]
            return row("  " + label, values.map { ("\($0)", .faint) }, on: terminal)
        }
        return ["  all that Python does too"] + line("connections", \.connections)
            + (comparison.isSecure ? line("TLS handshakes", \.handshakes) : [])
    }

    private func ratio(on terminal: Terminal) -> [String] {
        guard let ratio = comparison.ratio,
            let slower = parts.first(where: { $0.part.name == ratio.slower }),
            let faster = parts.first(where: { $0.part.name == ratio.faster })
        else { return [] }
        func cell(_ style: KeyPath<PartReport, Run>) -> (String, Terminal.Look) {
            guard let long = slower[keyPath: style].time, let short = faster[keyPath: style].time else {
                return ("", .plain)
            }
            let tenths = Int((long / short * 10).rounded())
            return ("\(tenths / 10).\(tenths % 10) times as fast", .strong)
        }
        return row("  " + ratio.faster, [cell(\.httpx), cell(\.aiohttp)], on: terminal)
    }

    private func row(_ label: String, _ cells: [(text: String, look: Terminal.Look)], on terminal: Terminal) -> [String]
    {
        guard cells.contains(where: { !$0.text.isEmpty }) else { return [] }
        let width = (terminal.width - 2 - Self.labelWidth) / max(1, names.count) - 1
        return TextColumns(terminal: terminal).lines(
            [.init(text: label, width: Self.labelWidth, look: .faint)]
                + cells.map { .init(text: $0.text, width: width, look: $0.look) }, indent: 2)
    }
}

extension Verdict {
    fileprivate var words: (String, Terminal.Look) {
        switch self {
        case .agree: ("✓ agree", .good)
        case .differOnPurpose: ("✓ differ on purpose", .noted)
        case .oneStyleOnly: ("✓ one style only", .noted)
        case .wrong: ("✗ wrong", .bad)
        }
    }
}

extension JSON {
    /// Texts without quotes, everything else as it is written.
    fileprivate var brief: String { string ?? text(.spacedASCII) }
}

extension Duration {
    /// Milliseconds with one decimal.
    fileprivate var brief: String {
        let tenths = Int((self / .microseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10) ms"
    }
}
