import Fetch
import FetchConformance
import HTTPValues
import TestSupport
import Testing

@testable import CurlTransport

/// A table of what happens if the server ends a connection, in each phase of an exchange.
@Suite("Connections that break", .timeLimit(.minutes(2)))
struct BrokenConnectionTests {
    private enum Phase: String, CaseIterable {
        case atOnce, body, response, head, contents, chunk, trailers

        /// What the server does before it ends the connection.
        var script: [ServerAction] {
            switch self {
            case .atOnce: []
            case .body: [.readHead, .pause(milliseconds: 30)]
            case .response: [.readRequest]
            case .head: [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Le")]
            case .contents: [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")]
            case .chunk: [.readRequest, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nok")]
            case .trailers:
                [.readRequest, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1")]
            }
        }

        /// Whether the server has said nothing about the request.
        var isSilent: Bool { self == .atOnce || self == .body || self == .response }
    }

    private enum Request: String, CaseIterable {
        case get, post, put, onceOnly

        var method: HTTPMethod {
            switch self {
            case .get: .get
            case .post: .post
            case .put, .onceOnly: .put
            }
        }

        /// Whether the request may be sent twice.
        var isRepeatable: Bool { self == .get || self == .put }
    }

    private struct Case: CustomTestStringConvertible {
        var security: Security
        var phase: Phase
        var isReset: Bool
        var request: Request
        var isReused: Bool

        var testDescription: String {
            "\(security) \(phase) \(isReset ? "reset" : "closed") \(request) \(isReused ? "reused" : "new")"
        }

        var scripts: [[ServerAction]] {
            let end: ServerAction = isReset ? .reset : .close
            let first: [ServerAction] = isReused ? [.readRequest, .send(okay)] : []
            return [first + phase.script + [end], [.readRequest, .send(okay)] + answering]
        }

        /// Whether the request is sent again, over another connection.
        var isRepeated: Bool { isReused && phase.isSilent && request.isRepeatable }

        /// The kinds of error that may come of it. Which one depends on what the network tells first.
        var kinds: Set<FetchError.Kind> {
            switch phase {
            case .atOnce: [.disconnected, .read, .write, .connect, .tls]
            case .body: [.disconnected, .read, .write]
            case .response: isReset && !isReused ? [.read] : [.disconnected]
            case .head: isReset ? [.read] : [.disconnected]
            case .contents, .chunk, .trailers: isReset ? [.read] : [.incompleteBody]
            }
        }
    }

    private static func cases(_ security: Security) -> [Case] {
        var cases: [Case] = []
        for phase in Phase.allCases {
            for request in Request.allCases where phase != .body || request != .get {
                for isReused in [false, true] where phase != .atOnce || !isReused {
                    for isReset in [false, true] {
                        cases.append(
                            Case(
                                security: security, phase: phase, isReset: isReset, request: request,
                                isReused: isReused))
                    }
                }
            }
        }
        return cases
    }

    @Test("A request fails as the phase says, or is sent again if that does no harm", arguments: Security.allCases)
    func table(security: Security) async throws {
        for expected in Self.cases(security) {
            try await withServer(.connections(expected.scripts), expected.security) { server, origin, options in
                let transport = try CurlTransport(options)
                if expected.isReused { #expect(try await transport.fetch(origin + "/").body == "ok") }
                let found = await Self.outcome(expected, origin + "/", transport)
                Self.check(found, expected, server.log.requests.count)
                try await transport.wait { $0.activeRequests == 0 }
                #expect(try await transport.fetch(origin + "/", total: .seconds(5)).body == "ok")
            }
        }
    }

    private static func outcome(
        _ expected: Case, _ url: String, _ transport: CurlTransport
    ) async -> Result<CollectedResponse, FetchError> {
        let body = Bytes(repeating: 0x61, count: expected.phase == .body ? 16 << 20 : 10)
        do {
            switch expected.request {
            case .get: return try await transport.begin(url, total: .seconds(10)).whole()
            case .post, .put:
                return try await transport.begin(
                    url, method: expected.request.method, body: .bytes(body), total: .seconds(10)
                ).whole()
            case .onceOnly:
                let queue = UploadQueue()
                queue.append(body)
                queue.complete()
                return try await transport.begin(
                    url, method: .put, body: .upload(length: body.count), upload: queue, total: .seconds(10)
                ).whole()
            }
        } catch {
            return .failure(error as? FetchError ?? FetchError(.callback, "\(error)"))
        }
    }

    private static func check(_ found: Result<CollectedResponse, FetchError>, _ expected: Case, _ requests: Int) {
        let before = (expected.isReused ? 1 : 0) + (expected.phase == .atOnce ? 0 : 1)
        switch found {
        case .success(let response):
            #expect(expected.isRepeated && response.body == "ok", "\(expected.testDescription)")
            #expect(requests == before + 1, "\(expected.testDescription)")
        case .failure(let error):
            // libcurl does not always send again if sending failed.
            let mayBeRepeated = HTTP1Implementation.tested == .libcurl && expected.phase == .body
            let isExpected = (!expected.isRepeated || mayBeRepeated) && expected.kinds.contains(error.kind)
            #expect(isExpected, "\(expected.testDescription): \(error)")
            #expect(requests == before, "\(expected.testDescription)")
            guard expected.phase != .atOnce else { return }  // there may have been no connection
            // libcurl does not tell if it could not read the body again.
            guard expected.request != .onceOnly || HTTP1Implementation.tested == .duet else { return }
            #expect(error.isReusedConnection == expected.isReused, "\(expected.testDescription): \(error)")
        }
    }
}
