public import Comparisons
import FoundationEssentials
import HTTPValues

/// The two Swift programs of a topic, side by side.
public enum SourceListing {
    /// Returns the listing as text.
    ///
    /// - Throws: A file system error if the sources are missing.
    public static func text(of comparison: Comparison, on terminal: Terminal) throws -> String {
        let columns = TextColumns(terminal: terminal)
        let width = (terminal.width - 3) / 2
        func lines(_ left: String, _ right: String, _ look: Terminal.Look = .plain) -> [String] {
            columns.lines(
                [.init(text: left, width: width, look: look), .init(text: right, width: width, look: look)],
                separator: terminal.styled(" │ ", .faint))
        }
        let left = try source(comparison.files.httpx, of: comparison, width: width)
        let right = try source(comparison.files.aiohttp, of: comparison, width: width)
        var listing = lines(comparison.files.httpx, comparison.files.aiohttp, .strong) + lines("", "")
        for row in 0..<max(left.count, right.count) {
            listing += lines(row < left.count ? left[row] : "", row < right.count ? right[row] : "")
        }
        return listing.joined(separator: "\n") + "\n"
    }

    private static func source(_ file: String, of comparison: Comparison, width: Int) throws -> [String] {
        let text = try String(contentsOfFile: "\(comparison.folder)/\(file)", encoding: .utf8)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.flatMap { TextColumns.wrapCode(narrowed($0), to: width) }
    }

    /// Halves the indentation, because two columns have little room.
    private static func narrowed(_ line: String) -> String {
        let indent = line.prefix { $0 == " " }.count
        return String(line.dropFirst(indent / 2))
    }
}
