import HTTPValues
import TestSupport

/// Runs a command and returns its status and output.
func run(_ arguments: [String]) async throws -> (status: Int32, output: String) {
    let result = try await Subprocess(arguments[0], Array(arguments.dropFirst())).run()
    return (result.status, result.output)
}
