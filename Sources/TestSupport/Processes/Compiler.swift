import FoundationEssentials
import HTTPValues

/// The Swift compiler, for programs that must compile or must be rejected.
package enum Compiler {
    /// Returns the compiler's errors for a program that uses HTTPX or AIOHTTPClient, one line each; none if it compiles.
    ///
    /// - Throws: ``SystemFailure`` if there is no compiler, or HTTPX has not been built with this program.
    package static func errors(in file: String) async throws -> [String] {
        let result = try await Subprocess("swiftc", try arguments(for: file)).run()
        let errors = result.errors.split(separator: "\n").filter { $0.contains("error: ") }.map(String.init)
        return errors.isEmpty && result.status != 0 ? [result.lastWords] : errors
    }

    private static func arguments(for file: String) throws -> [String] {
        let sources = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let maps = ["CBrotli", "CCurl", "CIDN2", "CZlib", "CZstd"].flatMap { name in
            ["-Xcc", "-fmodule-map-file=/\(sources)/\(name)/module.modulemap"]
        }
        return ["-typecheck", "-swift-version", "6", "-diagnostic-style", "llvm", "-I", try builtModules()] + maps + [
            file
        ]
    }

    /// Returns the folder of the modules built with this program, next to its executable.
    private static func builtModules() throws -> String {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = program[..<(program.lastIndex(of: "/") ?? program.endIndex)]
        let modules = folder + "/Modules"
        guard FileManager.default.fileExists(atPath: modules + "/HTTPX.swiftmodule") else {
            throw SystemFailure("there are no built modules in \(modules)")
        }
        return String(modules)
    }
}
