import AIOHTTPWeb
import HTTPValues
import TestSupport
import Testing

/// Clients that open streams only to reset them.
@Suite struct HTTP2ResetTests {
    private static func frame(_ type: UInt8, flags: UInt8 = 0, stream: Int = 0, _ payload: [UInt8]) -> [UInt8] {
        let length = payload.count
        return [UInt8(length >> 16), UInt8(length >> 8 & 255), UInt8(length & 255), type, flags]
            + [24, 16, 8, 0].map { UInt8(stream >> $0 & 255) } + payload
    }

    /// `count` requests, each reset at once, and a ping that shows whether the connection is still alive.
    private static func resets(_ count: Int) -> [UInt8] {
        var bytes = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + frame(4, [])
        for number in 0..<count {
            // GET / of http://x, from the static table of HPACK (RFC 7541 appendix A).
            bytes += frame(1, flags: 5, stream: 2 * number + 1, [0x82, 0x84, 0x86, 0x41, 1, UInt8(ascii: "x")])
            bytes += frame(3, stream: 2 * number + 1, [0, 0, 0, 8])
        }
        return bytes + frame(6, Array("pingpong".utf8))
    }

    private func survives(_ count: Int, limit: Int?) async throws -> Bool {
        try await TestServer.with(sampleApplication(), configure: { $0.http2ResetLimit = limit }) { server in
            do {
                try await RawClient(server).run([.sendBytes(Self.resets(count)), .receive(until: "pingpong")])
                return true
            } catch is SystemFailure {
                return false
            }
        }
    }

    @Test(
        "A connection with more resets than allowed is closed",
        arguments: [(100, nil, true), (300, nil, false), (300, 10_000, true), (100, 50, false)] as [(Int, Int?, Bool)]
    )
    func tooManyResetsCloseTheConnection(count: Int, limit: Int?, survives: Bool) async throws {
        #expect(try await self.survives(count, limit: limit) == survives)
    }
}
