import HTTPValues

extension ConformanceReport {
    /// The report as Markdown: a table of groups and clients, the failures and why they matter, and the exclusions.
    public var markdown: String {
        var parts = [markdownTable]
        if !failures.isEmpty {
            parts.append("### Failures\n\n" + failures.map(\.markdown).joined(separator: "\n"))
        }
        if !exclusions.isEmpty {
            parts.append("### Exclusions\n\n" + exclusions.map(\.markdown).joined())
        }
        return parts.joined(separator: "\n")
    }

    /// A table with a row per group and a column per client. Cells have the number of applicable cases that passed.
    public var markdownTable: String {
        var rows = [["Cases"] + clients, ["---"] + clients.map { _ in "---:" }]
        rows += groups.map { group in [group] + clients.map { tally(of: $0, in: group).markdown } }
        rows.append(["**all**"] + clients.map { "**\(tally(of: $0).markdown)**" })
        return rows.map { "| " + $0.map(\.escapedForCell).joined(separator: " | ") + " |\n" }.joined()
    }
}

extension Tally {
    /// `12 of 14`, or a dash if no case applies.
    fileprivate var markdown: String {
        passed + failed == 0 ? "–" : "\(passed) of \(passed + failed)"
    }
}

extension ConformanceReport.Failure {
    fileprivate var markdown: String {
        let clients = results.map { result in
            let words = result.verdict.words.map { "`\($0.shortened.escapedForCode)`" }.joined(separator: "; ")
            return "  - \(result.client) \(result.verdict.name): \(words)\n"
        }
        return "- **\(group): \(name)** (why: \(why))\n" + clients.joined()
    }
}

extension ConformanceReport.Exclusion {
    fileprivate var markdown: String {
        "- \(client), \(count) \(count == 1 ? "case" : "cases"): \(reason)\n"
    }
}

extension String {
    fileprivate var escapedForCell: String {
        split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }

    /// Long enough to recognize.
    fileprivate var shortened: String {
        count > 160 ? prefix(160) + "…" : self
    }

    /// A code span must not contain line breaks or backticks.
    fileprivate var escapedForCode: String {
        String(map { $0 == "`" ? "'" : $0.isNewline ? " " : $0 })
    }
}
