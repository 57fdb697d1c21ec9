import HTTPValues
import Testing

@testable import Fetch

@Suite("A custom request target")
struct RequestTargetTests {
    private func target(_ target: String) throws -> String? {
        let session = FetchSession(
            FetchSession.Options(policy: .httpx), transport: MockTransport { _ in MockResponse(200) })
        var request = FetchRequest(.options, "http://h.test/")
        request.target = target
        guard case .send(let attempt) = try session.call(for: request, isStreamed: false).next(.begin) else {
            return nil
        }
        return attempt.wire.target
    }

    @Test("A custom target is sent unchanged", arguments: ["*", "/a?b=c", "http://other.test/x", "h.test:443"])
    func kept(text: String) throws {
        #expect(try target(text) == text)
    }

    @Test("An invalid custom target is rejected", arguments: ["", "/a b", "/a\r\nX: 1", "/\n", "/\u{7F}", "/\t"])
    func refused(text: String) {
        let error = #expect(throws: FetchError.self) { try target(text) }
        #expect(error?.kind == .invalidRequest)
    }
}
