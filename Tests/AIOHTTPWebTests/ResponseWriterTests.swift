import AIOHTTPWeb
import HTTPValues
import Synchronization
import TestSupport
import Testing

/// Response writers that wrap the server's own.
@Suite struct ResponseWriterTests {
    /// Buffers the body and sends it in chunks of three bytes, each in brackets.
    private final class Bracketing: Web.WrappingWriter {
        private let inner: any Web.ResponseWriter
        private let held = Mutex(Bytes())

        init(_ inner: any Web.ResponseWriter) {
            self.inner = inner
        }

        func write(_ bytes: Bytes) async throws {
            var all = held.withLock { Bytes(Array($0) + Array(bytes)) }
            while all.count >= 3 {
                try await inner.write("[" + all[..<3].map { String(Unicode.Scalar($0)) }.joined() + "]")
                all = Bytes(Array(all[3...]))
            }
            held.withLock { $0 = all }
        }

        func setTrailers(_ trailers: Headers) {
            inner.setTrailers(trailers)
        }

        func finish() async throws {
            try await inner.write("<" + held.withLock { $0.utf8Text } + ">")
        }
    }

    private static let wrapping: Web.Middleware = { request, next in
        var response = try await next(request)
        response.wrapBody { Bracketing($0) }
        return response
    }

    @Test(
        "Every kind of body goes through the writer that a middleware installs",
        arguments: [
            ("/", "[hel]<lo>"), ("/stream", "[one][two]<>"), ("/stream/exact", "[one][two]<>"), ("/empty", "<>"),
            ("/trailers", "<x>"),
        ])
    func bodiesGoThroughTheWrapper(path: String, expected: String) async throws {
        let app = Web.Application(middlewares: [Self.wrapping])
        app.mount("/x", sampleApplication())
        try await TestServer.with(app) { server in
            let text = try await run(["curl", "-sS", "--max-time", "20", "\(server.baseURL)/x\(path)"]).output
            #expect(text == expected)
        }
    }

    @Test("A wrapped response to HEAD has no body and no Content-Length")
    func headOfAWrappedResponse() async throws {
        let app = Web.Application(middlewares: [Self.wrapping])
        app.get("/") { _ in .text("hello") }
        try await TestServer.with(app) { server in
            let text = try await RawClient(server).run([
                .send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"), .shutdown, .receiveToEnd,
            ])
            #expect(RawResponse(text).status == 200)
            #expect(RawResponse(text)["Content-Length"] == nil)
            #expect(RawResponse(text).body == "")
        }
    }
}
