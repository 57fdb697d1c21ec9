package import FetchConformance
import HTTPValues

/// Runs `body` with a server that follows `plan`, and always stops the server.
package func withServer(_ plan: ServerPlan, _ body: (ScriptedServer) async throws -> Void) async throws {
    let server = try ScriptedServer(plan)
    do {
        try await body(server)
    } catch {
        await server.stop()
        throw error
    }
    await server.stop()
}

/// A complete response that leaves its connection open.
package let okay = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

/// Reads one request, responds and waits for the client to close.
package let answering: [ServerAction] = [.readRequest, .send(okay), .waitForClient]
