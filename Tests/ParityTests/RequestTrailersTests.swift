import AIOHTTPWeb
import CurlTransport
import Fetch
import FetchConformance
import FoundationEssentials
import Glibc
import HTTPValues
import StyleConformance
import TestSupport
import Testing

@Suite(
    "Request trailers", .timeLimit(.minutes(1)),
    .enabled(if: getenv("DUET_HTTP1").map { String(cString: $0) } != "libcurl", "libcurl's path does not send them"))
struct RequestTrailersTests {
    private struct Refused: Error, CustomStringConvertible {
        var description: String { "no checksum today" }
    }

    /// Calls `body` with each client and the address of a server that returns what it got.
    private func withClients(_ body: (any FetchClient, String) async throws -> Void) async throws {
        let app = Web.Application()
        app.post("/") { request in
            let text = try await request.text()
            let trailers = request.body.trailers.fields.map { "\($0.name)=\($0.value)" }
            return .text("\(text) \(trailers.joined(separator: ",")) \(request.headers["Transfer-Encoding"] ?? "-")")
        }
        try await TestServer.with(app) { server in
            for maker in [HTTPXAsync(), HTTPXBlocking(), AIOHTTPStyle()] as [any SuiteClientMaker] {
                try await body(try maker.makeClient(ClientChoices()), "\(server.baseURL)/")
            }
        }
    }

    @Test("Trailers follow a body of any kind, which is then sent in chunks")
    func bodies() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/body"
        try "abc".write(toFile: path, atomically: true, encoding: .utf8)
        let bodies: [RequestBody] = [.text("abc"), .bytes("abc".utf8), .chunks(["a", "bc"] as [Bytes]), .file(path)]
        try await withClients { client, url in
            for body in bodies {
                let request = FetchRequest(.post, url, body: body.trailers { ["X-Sum": "1", "X-More": "2"] })
                let text = try await client.fetch(request).text
                #expect(text == "abc X-Sum=1,X-More=2 chunked")
            }
        }
    }

    @Test("Trailers that cannot be made or sent fail the request, and say why")
    func failures() async throws {
        try await withClients { client, url in
            let bodies: [(RequestBody, FetchError.Kind, String)] = [
                (.text("abc").trailers { throw Refused() }, .bodySource, "no checksum today"),
                (.text("abc").trailers { ["Host": "x"] }, .invalidRequest, "'Host' cannot be a trailer"),
                (.text("abc").trailers { ["A": "b\nc"] }, .invalidRequest, "A"),
            ]
            for (body, kind, text) in bodies {
                do {
                    _ = try await client.fetch(FetchRequest(.post, url, body: body))
                    Issue.record("nothing was refused")
                } catch let error as any FetchFailure {
                    #expect(error.failure.kind == kind)
                    #expect("\(error)".contains(text))
                }
            }
        }
    }
}
