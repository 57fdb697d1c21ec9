import Comparisons
import HTTPValues

extension ComparisonReport {
    /// Returns the report as text: a column for each style, a line for each value.
    public func text(on terminal: Terminal) -> String {
        let heading =
            terminal.styled(comparison.name, .strong) + "  " + terminal.styled(comparison.shows, .faint)
        let body = comparison.isTable ? table(on: terminal) : measurements(on: terminal)
        return ([heading, ""] + body).joined(separator: "\n") + "\n"
    }

    /// The names of the columns.
    private var columns: [String] {
        ["HTTPX", "AIOHTTP"] + (pythonTotals == nil ? [] : ["Python httpx", "Python aiohttp"])
    }

    // MARK: Each part with its measurements

    private func measurements(on terminal: Terminal) -> [String] {
        let rows = ReportRows(terminal: terminal, columns: columns)
        return rows.header + parts.flatMap { lines(of: $0, rows) } + totals(rows) + ratio(rows)
    }

    private func lines(of report: PartReport, _ rows: ReportRows) -> [String] {
        let runs = report.runs
        var lines = rows.heading(report.part.name, report.outcome.words)
        for index in 0..<report.height {
            lines += rows.row(index == 0 ? "  output" : "", runs.map { $0.line(index) })
        }
        lines += rows.row("  time", runs.map { .init(text: $0.time?.brief ?? "", look: .faint) })
        lines += rows.row("  connections", runs.map { $0.count(\.connections) })
        if runs.contains(where: { ($0.counts?.handshakes ?? 0) > 0 }) {
            lines += rows.row("  TLS handshakes", runs.map { $0.count(\.handshakes) })
        }
        if report.part.counts.atOnce != nil {
            lines += rows.row("  most at once", runs.map { $0.count(\.atOnce) })
        }
        return lines + report.problems(rows)
    }

    /// Returns the totals of the Python programs, next to the sums of the Swift ones.
    private func totals(_ rows: ReportRows) -> [String] {
        guard parts.count > 1, pythonTotals != nil else { return [] }
        return rows.heading("parts that Python has, together", .nothing) + total("  connections", \.connections, rows)
            + (comparison.isSecure ? total("  TLS handshakes", \.handshakes, rows) : [])
    }

    private func ratio(_ rows: ReportRows) -> [String] {
        guard let ratio = comparison.ratio,
            let slower = parts.first(where: { $0.part.name == ratio.slower }),
            let faster = parts.first(where: { $0.part.name == ratio.faster })
        else { return [] }
        let values = zip(slower.runs, faster.runs).map { slower, faster -> ReportRows.Value in
            guard let long = slower.time, let short = faster.time else { return .nothing }
            let tenths = Int((long / short * 10).rounded())
            return .init(text: "\(tenths / 10).\(tenths % 10) times as fast", look: .strong)
        }
        return rows.row("that is", values)
    }

    // MARK: Each part as a row

    private func table(on terminal: Terminal) -> [String] {
        let isWide = pythonTotals == nil && terminal.width >= 100
        let rows = ReportRows(terminal: terminal, columns: columns, labelWidth: isWide ? 33 : 24, lastWidth: 11)
        var lines = rows.header
        for report in parts {
            let outcome = report.outcome.words
            lines += rows.row(
                report.part.name, report.runs.map { $0.line(0) } + [outcome], labelLook: .plain)
            lines += report.problems(rows)
        }
        let times = [\PartReport.httpx, \.aiohttp].map { style in
            parts.reduce(Duration.zero) { $0 + ($1[keyPath: style].time ?? .zero) }
        }
        let blanks = [ReportRows.Value](repeating: .nothing, count: columns.count - 1)
        lines += rows.row("time", times.map { .init(text: $0.brief, look: .faint) } + blanks)
        return lines + total("connections", \.connections, rows, ofAllParts: true, after: [.nothing])
    }

    // MARK: Totals

    private func total(
        _ label: String, _ count: KeyPath<ServerCounts, Int>, _ rows: ReportRows, ofAllParts: Bool = false,
        after last: [ReportRows.Value] = []
    ) -> [String] {
        var values = [\PartReport.httpx, \.aiohttp].map { style in
            parts.reduce(0) { sum, report in
                guard ofAllParts || report.part.isInPython else { return sum }
                return sum + (report[keyPath: style].counts?[keyPath: count] ?? 0)
            }
        }
        if let pythonTotals {
            values += [pythonTotals.httpx[keyPath: count], pythonTotals.aiohttp[keyPath: count]]
        }
        return rows.row(label, values.map { .init(text: "\($0)", look: .faint) } + last)
    }
}
