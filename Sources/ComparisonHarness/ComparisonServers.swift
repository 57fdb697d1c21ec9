import AIOHTTPWeb
import Comparisons
import Fetch
import HTTPValues

/// The two servers used by the programs, one of them with TLS, and their counts.
struct ComparisonServers: Sendable {
    let plain: TestServer
    let secure: TestServer
    let authority: String

    var address: Comparison.ServerAddress {
        Comparison.ServerAddress(url: plain.baseURL, secureURL: secure.baseURL, authority: authority)
    }

    /// Runs a program, and records what it prints and the servers' counts.
    func measure(_ program: (ProgramOutput) async throws -> Void) async -> Run {
        let output = ProgramOutput()
        resetCounts()
        let start = ContinuousClock.now
        do {
            try await program(output)
            return Run(.printed(output.lines), time: ContinuousClock.now - start, counts: counts)
        } catch {
            return Run(.failed("\(error)"))
        }
    }

    func resetCounts() {
        plain.resetStatistics()
        secure.resetStatistics()
    }

    var counts: ServerCounts {
        let servers = [plain.statistics, secure.statistics]
        return ServerCounts(
            connections: servers.reduce(0) { $0 + $1.connectionsAccepted },
            handshakes: servers.reduce(0) { $0 + $1.tlsHandshakes },
            atOnce: servers.map(\.maximumActiveRequests).max() ?? 0)
    }
}
