import FoundationEssentials
import HTTPValues
import TestSupport

/// Runs the Swift compiler on a file that must not compile.
enum CompilerCheck {
    /// Checks that the compiler rejects a file.
    ///
    /// - Parameters:
    ///   - file: The path of the source file.
    ///   - message: Text that the error must contain.
    /// - Returns: The compiler's message and the line of code it refers to.
    /// - Throws: ``HarnessError`` if the compiler accepts the file, or rejects it for another reason.
    static func refusal(of file: String, saying message: String) async throws -> [String] {
        let errors = try await Compiler.errors(in: file)
        guard let first = errors.first else {
            throw HarnessError("the compiler accepts \(file), which it must reject")
        }
        if let other = errors.first(where: { !$0.contains(message) }) {
            throw HarnessError("the compiler rejects \(file) for another reason: \(other)")
        }
        return try described(first, in: file)
    }

    /// Parses a line of the form `path:line:column: error: message`.
    private static func described(_ error: String, in file: String) throws -> [String] {
        guard let start = error.firstRange(of: ": error: ") else { return [error] }
        let place = error[..<start.lowerBound].split(separator: ":")
        let number = place.dropLast().last.flatMap { Int($0) } ?? 0
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let line = lines.indices.contains(number - 1) ? lines[number - 1].trimmingPrefix { $0 == " " } : ""
        return ["error: \(error[start.upperBound...])", "\(number) | \(line)"]
    }
}
