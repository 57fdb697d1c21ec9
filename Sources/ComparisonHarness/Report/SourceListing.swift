public import Comparisons
import FoundationEssentials
import HTTPValues

/// The two Swift programs of a topic: side by side if the terminal is wide enough for both, otherwise one below the other.
public enum SourceListing {
    /// Returns the listing as text.
    ///
    /// - Throws: A file system error if the sources are missing.
    public static func text(of comparison: Comparison, on terminal: Terminal) throws -> String {
        let files = [comparison.files.httpx, comparison.files.aiohttp]
        let sources = try files.map { try source($0, of: comparison) }
        let lines = sideBySide(files, sources, on: terminal) ?? stacked(files, sources, on: terminal)
        return lines.joined(separator: "\n") + "\n"
    }

    /// Returns the lines of both programs in columns, or nil if a line does not fit after wrapping it once.
    private static func sideBySide(
        _ files: [String], _ sources: [[String]], on terminal: Terminal
    ) -> [String]? {
        let width = (terminal.width - 3) / 2
        let wrapped = sources.map { $0.map { TextColumns.wrapCode(narrowed($0), to: width) } }
        let isReadable = wrapped.joined().allSatisfy { $0.count <= 2 && $0.allSatisfy { $0.count <= width } }
        guard isReadable else { return nil }
        let columns = TextColumns(terminal: terminal)
        func lines(_ left: String, _ right: String, _ look: Terminal.Look = .plain) -> [String] {
            columns.lines(
                [.init(text: left, width: width, look: look), .init(text: right, width: width, look: look)],
                separator: terminal.styled(" │ ", .faint))
        }
        let (left, right) = (wrapped[0].flatMap(\.self), wrapped[1].flatMap(\.self))
        return lines(files[0], files[1], .strong) + lines("", "")
            + (0..<max(left.count, right.count)).flatMap { row in
                lines(row < left.count ? left[row] : "", row < right.count ? right[row] : "")
            }
    }

    private static func stacked(_ files: [String], _ sources: [[String]], on terminal: Terminal) -> [String] {
        zip(files, sources).flatMap { file, source in
            [terminal.styled(file, .strong), ""]
                + source.flatMap { TextColumns.wrapCode($0, to: terminal.width) } + [""]
        }
    }

    private static func source(_ file: String, of comparison: Comparison) throws -> [String] {
        let text = try String(contentsOfFile: "\(comparison.folder)/\(file)", encoding: .utf8)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// Halves the indentation, because two columns have little room.
    private static func narrowed(_ line: String) -> String {
        let indent = line.prefix { $0 == " " }.count
        return String(line.dropFirst(indent / 2))
    }
}
