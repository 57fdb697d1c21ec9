import Comparisons
import Fetch
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
        let errors = try await errors(in: file)
        guard let first = errors.first else {
            throw HarnessError("the compiler accepts \(file), which it must reject")
        }
        if let other = errors.first(where: { !$0.contains(message) }) {
            throw HarnessError("the compiler rejects \(file) for another reason: \(other)")
        }
        return try described(first, in: file)
    }

    /// Returns the compiler's errors for a file that uses HTTPX, one line each; none if the file compiles.
    static func errors(in file: String) async throws -> [String] {
        let result = try await Subprocess("swiftc", try arguments(for: file)).run()
        let errors = result.errors.split(separator: "\n").filter { $0.contains("error: ") }.map(String.init)
        return errors.isEmpty && result.status != 0 ? [result.lastWords] : errors
    }

    private static func arguments(for file: String) throws -> [String] {
        let modules = try builtModules()
        let sources = Comparison.root + "/../Sources"
        let maps = ["CBrotli", "CCurl", "CIDN2", "CZlib", "CZstd"].flatMap { name in
            ["-Xcc", "-fmodule-map-file=\(sources)/\(name)/module.modulemap"]
        }
        return ["-typecheck", "-swift-version", "6", "-diagnostic-style", "llvm", "-I", modules] + maps + [file]
    }

    /// Returns the folder of the modules built with this program, next to its executable.
    private static func builtModules() throws -> String {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = program[..<(program.lastIndex(of: "/") ?? program.endIndex)]
        let modules = folder + "/Modules"
        guard FileManager.default.fileExists(atPath: modules + "/HTTPX.swiftmodule") else {
            throw HarnessError("there are no built modules in \(modules)")
        }
        return String(modules)
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
