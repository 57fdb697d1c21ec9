import Comparisons
import FoundationEssentials
import HTTPValues

/// The part of a topic's page that shows its programs in Swift and Python, and what they print.
public struct ProgramTable: Sendable {
    /// The table in Markdown, between its two marks.
    public let markdown: String

    private static let start = "<!-- Written by `duet compare --write`. -->\n"
    private static let end = "<!-- The end of the written part. -->\n"

    /// Creates the table for a report.
    ///
    /// - Throws: A file system error if the sources are missing.
    public init(_ report: ComparisonReport) throws {
        let comparison = report.comparison
        func source(_ file: String, _ language: String) throws -> String {
            let text = try String(contentsOfFile: "\(comparison.folder)/\(file)", encoding: .utf8)
            return Self.block(text, language)
        }
        let files = comparison.files
        markdown =
            Self.start + "<table>\n"
            + Self.row("HTTPX", try source(files.httpx, "swift"), "AIOHTTP", try source(files.aiohttp, "swift"))
            + Self.row(
                "Output", Self.block(Self.output(report, \.httpx), "text"), "Output",
                Self.block(Self.output(report, \.aiohttp), "text"))
            + Self.row(
                Self.link("Python httpx", files.pythonHTTPX), try source(files.pythonHTTPX, "python"),
                Self.link("Python aiohttp", files.pythonAIOHTTP), try source(files.pythonAIOHTTP, "python"))
            + "</table>\n" + Self.end
    }

    /// Returns the page with this table in place of the one it has.
    ///
    /// - Throws: ``HarnessError`` if the page has no place for it.
    public func replaced(in page: String) throws(HarnessError) -> String {
        guard let from = page.firstRange(of: Self.start), let to = page.firstRange(of: Self.end),
            from.lowerBound < to.lowerBound
        else { throw HarnessError("the page has no place for the programs") }
        return page[..<from.lowerBound] + markdown + page[to.upperBound...]
    }

    // MARK: Markdown

    private static func row(_ left: String, _ leftCell: String, _ right: String, _ rightCell: String) -> String {
        "<tr><th>\(left)</th><th>\(right)</th></tr>\n<tr><td>\n\n\(leftCell)\n</td><td>\n\n\(rightCell)\n</td></tr>\n"
    }

    private static func block(_ text: String, _ language: String) -> String {
        "```\(language)\n\(text)```\n"
    }

    private static func link(_ text: String, _ file: String) -> String {
        "<a href=\"\(file)\">\(text)</a>"
    }

    /// The printed lines. With several parts, each has its name above them.
    private static func output(_ report: ComparisonReport, _ style: KeyPath<PartReport, Run>) -> String {
        let isSingle = report.parts.count == 1
        return report.parts.compactMap { part -> String? in
            guard let lines = part[keyPath: style].lines else { return nil }
            let head = isSingle ? "" : "# \(part.part.name)\n"
            return head + lines.map { $0 + "\n" }.joined()
        }
        .joined(separator: isSingle || report.comparison.isTable ? "" : "\n")
    }
}
