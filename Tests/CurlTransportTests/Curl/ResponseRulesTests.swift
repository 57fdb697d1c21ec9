import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Response rules")
struct ResponseRulesTests {
    private static func head(_ version: HTTPVersion, _ status: Int = 200, _ reason: String = "") -> ResponseHead {
        ResponseHead(version: version, status: status, reason: reason, headers: [:])
    }

    @Test(
        "The HTTP version and a protocol switch must match the request",
        arguments: [
            (.http1, "http://a/", [:], head(.http11), true),
            (.http1, "http://a/", [:], head(.http10), true),
            (.http1, "https://a/", [:], head(.http2), false),
            (.http2, "https://a/", [:], head(.http2), true),
            (.http2, "http://a/", [:], head(.http2), false),
            (.http2, "https://a/", [:], head(.http2, 200, "OK"), false),
            (.http2PriorKnowledge, "http://a/", [:], head(.http2), true),
            (.http1, "http://a/", [:], head(.http11, 101), false),
            (.http1, "http://a/", ["Upgrade": "websocket"], head(.http11, 101), true),
        ] as [(HTTPVersions, String, Headers, ResponseHead, Bool)])
    func check(versions: HTTPVersions, url: String, headers: Headers, response: ResponseHead, isAllowed: Bool) throws {
        let request = WireRequest(method: .get, url: try FetchURL(url), headers: headers)
        var kind: FetchError.Kind?
        do throws(FetchError) {
            try ResponseRules(versions: versions).check(response, to: request)
        } catch {
            kind = error.kind
        }
        #expect(kind == (isAllowed ? nil : .protocolViolation))
    }
}
