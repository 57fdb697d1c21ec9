import HTTPValues

extension ConformanceReport {
    /// The report for a terminal: a table of groups and clients, the failures and why they matter, and the exclusions.
    public var text: String {
        var parts = [table]
        if !failures.isEmpty { parts.append("Failed\n\n" + failures.map(\.text).joined(separator: "\n")) }
        if !exclusions.isEmpty { parts.append("Excluded\n\n" + exclusions.map(\.text).joined()) }
        return parts.joined(separator: "\n")
    }

    /// A table with a row per group, a column per client and a row of totals. Cells have the number of cases
    /// passed, and what is not zero of those failed and excluded.
    public var table: String {
        var rows = [["cases passed"] + clients]
        rows += groups.map { group in [group] + clients.map { tally(of: $0, in: group).description } }
        rows.append(["all"] + clients.map { tally(of: $0).description })
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let gap = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + gap : gap + cell.0
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}

extension ConformanceReport.Failure {
    fileprivate var text: String {
        let clients = results.map { result in
            let words = result.verdict.words.map { $0.split(separator: "\n").joined(separator: "\n      ") }
            return "  \(result.client) \(result.verdict.name)\n" + words.map { "    - \($0)\n" }.joined()
        }
        return "✗ \(group): \(name)\n  why: \(why)\n" + clients.joined()
    }
}

extension ConformanceReport.Exclusion {
    fileprivate var text: String {
        "− \(client), \(count) \(count == 1 ? "case" : "cases"): \(reason)\n" + cases.map { "    \($0)\n" }.joined()
    }
}
