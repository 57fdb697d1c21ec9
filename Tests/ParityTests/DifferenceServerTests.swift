import AIOHTTPWeb
import FetchConformance
import Glibc
import HTTPValues
import MiniServer
import StyleConformance
import TestSupport
import Testing

/// The table rows about the server, checked by its responses to bytes that no client would send.
@Suite("Intended differences of the server", .timeLimit(.minutes(2)))
struct DifferenceServerTests {
    private static let rows = IntendedDifference.all.compactMap { row -> (String, ServerReply)? in
        if case .served(let reply) = row.evidence { (row.id, reply) } else { nil }
    }

    @Test("The server responds as the table says", arguments: rows)
    func server(_ id: String, _ expected: ServerReply) async throws {
        try await TestServer.with(MiniServer.application()) { server in
            let text = try await RawClient(server).run([.send(expected.request), .shutdown, .receiveToEnd])
            #expect(text.hasPrefix(expected.status), "\(id): \(text.prefix(300))")
            for part in expected.has { #expect(text.contains(part), "\(id): \(text.prefix(300))") }
            for part in expected.lacks { #expect(!text.contains(part), "\(id): \(text.prefix(300))") }
        }
    }
}
