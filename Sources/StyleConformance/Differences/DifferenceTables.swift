import Fetch
import FetchConformance
import HTTPValues

/// The tables of differences in Markdown, for the pages of the project.
package enum DifferenceTables {
    /// The rows that may decide which style to choose.
    package static var decisive: String {
        table(["", "HTTPX", "AIOHTTP"], StyleDifference.all.filter(\.isDecisive).map(cells))
    }

    /// The differences between the styles, by topic.
    package static var styles: String {
        let rows = StyleDifference.Topic.allCases.flatMap { topic in
            [["**\(topic.rawValue)**", "", ""]] + StyleDifference.all.filter { $0.topic == topic }.map(cells)
        }
        return table(["", "HTTPX", "AIOHTTP"], rows)
    }

    /// The differences between Duet and the originals, by original.
    package static var intentions: String {
        let sections: [(title: String, original: IntendedDifference.Original)] = [
            ("Both", .both), ("httpx", .httpx), ("aiohttp", .aiohttp),
        ]
        let rows = sections.flatMap { title, original in
            [["**\(title)**", "", "", ""]] + IntendedDifference.all.filter { $0.original == original }.map(cells)
        }
        return table(["", "Original", "Duet", "Why"], rows)
    }

    private static func cells(_ row: StyleDifference) -> [String] { [row.situation, row.httpx, row.aiohttp] }

    private static func cells(_ row: IntendedDifference) -> [String] {
        [row.situation, row.theirs, row.ours, row.reason]
    }

    private static func table(_ heads: [String], _ rows: [[String]]) -> String {
        ([heads, heads.map { _ in "---" }] + rows).map(line).joined(separator: "\n")
    }

    /// Escapes `|`, which would start another cell even in code.
    private static func line(_ cells: [String]) -> String {
        "| "
            + cells.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
            .joined(separator: " | ") + " |"
    }
}

extension DifferenceTables {
    /// The error thrown if a page cannot be updated.
    package struct MissingMark: Error, CustomStringConvertible {
        /// The missing mark.
        package let mark: String

        package var description: String { "The page has no line \(mark.debugDescription)" }
    }

    /// A page of the project with tables between marks.
    package enum Page: String, CaseIterable {
        case readme = "README.md"
        case differences = "Comparisons/Differences.md"

        fileprivate var tables: [(name: String, table: String)] {
            switch self {
            case .readme: [("which one", decisive)]
            case .differences:
                [("differences between the styles", styles), ("differences from the originals", intentions)]
            }
        }
    }

    /// Returns the text of `page` with its tables updated. Each is between two marks,
    /// `<!-- NAME: made by duet differences -->` and `<!-- end of NAME -->`.
    ///
    /// - Throws: ``MissingMark``.
    package static func updating(_ text: String, of page: Page) throws(MissingMark) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (name, table) in page.tables {
            let begin = try index(of: "<!-- \(name): made by duet differences -->", in: lines)
            let end = try index(of: "<!-- end of \(name) -->", in: lines)
            guard begin < end else { throw MissingMark(mark: lines[begin]) }
            lines.replaceSubrange(begin + 1..<end, with: ["", table, ""])
        }
        return lines.joined(separator: "\n")
    }

    private static func index(of mark: String, in lines: [String]) throws(MissingMark) -> Int {
        guard let index = lines.firstIndex(of: mark) else { throw MissingMark(mark: mark) }
        return index
    }
}
