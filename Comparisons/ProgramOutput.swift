import Synchronization

/// The text printed by a comparison program.
public final class ProgramOutput: Sendable {
    @TaskLocal fileprivate static var current: ProgramOutput?

    private let text = Mutex("")

    /// Creates an empty output.
    public init() {}

    /// The printed lines.
    public var lines: [String] { Self.lines(of: text.withLock(\.self)) }

    /// Returns the lines of `text`, without the empty one after the last newline.
    public static func lines(of text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.last?.isEmpty == true ? lines.dropLast() : lines
    }

    /// Runs a blocking program and collects what it prints.
    public func collect(_ program: () throws -> Void) rethrows {
        try Self.$current.withValue(self, operation: program)
    }

    /// Runs an asynchronous program and collects what it and its child tasks print.
    public func collect(_ program: () async throws -> Void) async rethrows {
        try await Self.$current.withValue(self, operation: program)
    }

    fileprivate func write(_ printed: String) {
        text.withLock { $0 += printed }
    }
}

/// Prints to the ``ProgramOutput`` that is collecting, or to standard output.
///
/// It takes the place of Swift's `print` in the programs, which therefore read like programs of any other package while
/// the harness compares their output.
func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
    let printed = items.map { "\($0)" }.joined(separator: separator) + terminator
    if let output = ProgramOutput.current {
        output.write(printed)
    } else {
        Swift.print(printed, terminator: "")
    }
}
