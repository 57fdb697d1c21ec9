import ArgumentParser
import HTTPValues

/// `duet exec`: reads requests as JSON lines and writes results as JSON lines, for programs in other languages.
struct ExecCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Send requests read as JSON lines from standard input, and print a JSON line for each result.")

    func run() throws {
        let session = ExecSession()
        defer { session.close() }
        while let line = readLine(strippingNewline: true) {
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            StandardOutput.writeLine(session.result(of: line).text(.compact))
        }
    }
}
