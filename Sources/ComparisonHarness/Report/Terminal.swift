import Glibc
import HTTPValues

/// What text is printed on: how wide it is, and whether it shows colours.
public struct Terminal: Sendable {
    /// Columns.
    public let width: Int
    /// Whether colours are wanted.
    public let isColored: Bool
    /// Columns under which nothing is laid out: lines are broken by the terminal instead.
    static let minimumWidth = 72

    /// A terminal; 100 columns without colours by default.
    public init(width: Int = 100, isColored: Bool = false) {
        self.width = max(Self.minimumWidth, width)
        self.isColored = isColored
    }

    /// Standard output: colours only on a terminal and unless `NO_COLOR` (no-color.org) is set to something; 100
    /// columns where the width cannot be asked for.
    public static var standardOutput: Terminal {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let refusesColor = getenv("NO_COLOR").map { String(cString: $0) }?.isEmpty == false
        return Terminal(width: isKnown ? min(Int(size.ws_col), 140) : 100, isColored: isTerminal && !refusesColor)
    }

    /// How a text looks.
    public enum Look: String, Sendable {
        case plain = "0"
        case strong = "1"
        case faint = "2"
        case good = "32"
        case bad = "31"
        case noted = "33"
    }

    /// The text in that look.
    public func styled(_ text: String, _ look: Look) -> String {
        isColored && look != .plain && !text.isEmpty ? "\u{1B}[\(look.rawValue)m\(text)\u{1B}[0m" : text
    }
}
