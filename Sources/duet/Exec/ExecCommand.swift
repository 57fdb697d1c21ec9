import ArgumentParser
import Fetch
import HTTPValues

/// `duet exec`: requests as lines of JSON in, results as lines of JSON out, for programs in other languages.
struct ExecCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Run requests that come as JSON lines on standard input; write a JSON line for each result.")

    func run() throws {
        let clients = ExecClients()
        defer { clients.close() }
        while let line = readLine(strippingNewline: true) {
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            StandardOutput.writeLine(Self.result(of: line, clients).text(.compact))
        }
    }

    private static func result(of line: String, _ clients: ExecClients) -> JSON {
        let request: JSON
        do {
            request = try JSON(parsing: line)
        } catch {
            return ExecResult.failure("ValueError", "\(error)", id: .null, elapsed: .zero)
        }
        let began = ContinuousClock.now
        let id = request["id"]
        do {
            switch request["op"].string ?? "request" {
            case "request": return try ExecRequest(request).run(with: clients, began: began)
            case "url": return try ExecURL.parse(request)
            case let op: throw ExecError(kind: "NotImplementedError", message: "op \(op) is not there yet")
            }
        } catch {
            let named = ExecError(error)
            return ExecResult.failure(named.kind, named.message, id: id, elapsed: .now - began)
        }
    }
}

/// Waits on a thread for what tasks do; the thread must not be one of theirs.
enum Blocking {
    /// Runs `body` as a task and waits for it.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
        let outcome = Locked<Result<Value, any Error>?>(nil)
        let parker = ThreadParker()
        let box = Box(outcome: outcome, parker: parker)
        Task {
            let result: Result<Value, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            box.outcome.withLock { $0 = result }
            box.parker.unpark()
        }
        while true {
            if let result = box.outcome.withLock({ $0 }) { return try result.get() }
            box.parker.park()
        }
    }

    private final class Box<Value: Sendable>: Sendable {
        let outcome: Locked<Result<Value, any Error>?>
        let parker: ThreadParker

        init(outcome: consuming Locked<Result<Value, any Error>?>, parker: ThreadParker) {
            self.outcome = outcome
            self.parker = parker
        }
    }
}
