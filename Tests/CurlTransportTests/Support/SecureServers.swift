import CurlTransport
import Fetch
import FetchConformance
import TestSupport

/// Whether a server is reached with TLS.
enum Security: String, CaseIterable, Sendable {
    case plain
    case tls
}

/// Runs `body` with a server that follows `plan`, its origin, and options for clients of it.
func withServer(
    _ plan: ServerPlan, _ security: Security,
    _ body: (_ server: ScriptedServer, _ origin: String, _ options: CurlOptions) async throws -> Void
) async throws {
    try await withServer(plan) { server in
        guard security == .tls else { return try await body(server, server.origin, CurlOptions()) }
        let certificate = try await TemporaryCertificate.make()
        try await TLSRelay.with(to: server.port, certificate) { relay in
            let trust = TLSOptions(verification: .authorities(path: certificate.certificate))
            try await body(server, relay.origin, CurlOptions(tls: trust))
        }
    }
}
