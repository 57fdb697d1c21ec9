import HTTPValues

/// The line protocol of `duet exec`. Returns a result for each line. Shared clients live until ``close()``.
final class ExecSession {
    private let clients = ExecClients()

    /// Returns the result of one line. A malformed line has a result too.
    func result(of line: String) -> JSON {
        let request: JSON
        do {
            request = try JSON(parsing: line)
        } catch {
            return ExecResult.failure("ValueError", "\(error)", id: .null, elapsed: .zero)
        }
        let began = ContinuousClock.now
        do {
            switch request["op"].string ?? "request" {
            case "request": return try ExecRequest(request).run(with: clients, began: began)
            case "url": return try ExecURL.parse(request)
            case let op: throw ExecError(kind: "NotImplementedError", message: "op \(op) is not there yet")
            }
        } catch {
            let named = ExecError(error)
            return ExecResult.failure(named.kind, named.message, id: request["id"], elapsed: .now - began)
        }
    }

    /// Closes the shared clients.
    func close() {
        clients.close()
    }
}
