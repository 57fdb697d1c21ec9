import CurlTransport
import Fetch
import FetchConformance
import Glibc
import HTTPValues
import TestSupport
import Testing

@Suite("Lifetime of a transport", .timeLimit(.minutes(1)))
struct LifetimeTests {
    @Test("Closing a transport fails active, waiting and later requests")
    func closing() async throws {
        try await withServer(.connections([[.readRequest, .waitForClient]])) { server in
            let transport = try CurlTransport(CurlOptions(limits: PoolLimits(total: 1)))
            let transfers = try (0..<3).map { _ in try transport.begin(server.origin + "/") }
            await server.wait { $0.requests.count == 1 }
            transport.close()
            for transfer in transfers {
                #expect(await failure { try await transfer.whole().get() }?.kind == .closed)
            }
            #expect(await failure { try await transport.fetch(server.origin + "/") }?.kind == .closed)
            #expect(transport.isIdle)
            await server.wait { $0.endedByClient == 1 }
        }
    }
}
