import Glibc
import HTTPValues

/// The width of a terminal, and whether it shows colors.
public struct Terminal: Sendable {
    /// The width in columns.
    public let width: Int
    /// Whether to use colors.
    public let isColored: Bool
    /// The smallest width used for layout. A narrower terminal wraps the lines itself.
    static let minimumWidth = 30

    /// Creates a terminal, with 100 columns and no colors by default.
    public init(width: Int = 100, isColored: Bool = false) {
        self.width = max(Self.minimumWidth, width)
        self.isColored = isColored
    }

    /// Standard output. Colors are used only on a terminal, and not if `NO_COLOR` (no-color.org) is set and not empty.
    /// The width is 100 columns if it is unknown.
    public static var standardOutput: Terminal {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let refusesColor = getenv("NO_COLOR").map { String(cString: $0) }?.isEmpty == false
        return Terminal(width: isKnown ? min(Int(size.ws_col), 160) : 100, isColored: isTerminal && !refusesColor)
    }

    /// A text style.
    public enum Look: String, Sendable {
        case plain = "0"
        case strong = "1"
        case faint = "2"
        case good = "32"
        case bad = "31"
        case noted = "33"
    }

    /// Returns the text in a style.
    public func styled(_ text: String, _ look: Look) -> String {
        isColored && look != .plain && !text.isEmpty ? "\u{1B}[\(look.rawValue)m\(text)\u{1B}[0m" : text
    }
}
