import CurlTransport
import Fetch
import FetchConformance
import Glibc
import HTTPValues
import TestSupport
import Testing

@Suite("Proxies", .timeLimit(.minutes(1)))
struct ProxyTests {
    private func proxy(_ scheme: ProxyTarget.Scheme, _ server: ScriptedServer) -> ProxyTarget {
        ProxyTarget(
            scheme: scheme, host: "127.0.0.1", port: server.port, username: "us er", password: "p:w",
            headers: ["X-Proxy": "1"])
    }

    @Test("A plain request goes to the proxy in absolute form, with credentials and without libcurl's own headers")
    func absoluteForm() async throws {
        try await withServer(.connections([answering])) { server in
            let transport = try CurlTransport()
            let response = try await transport.fetch(
                "http://origin.test:8080/a?b=1", headers: ["X-Own": "2"], proxy: proxy(.http, server))
            #expect(response.body == "ok")
            let request = try #require(server.log.requests.first)
            #expect(request.target == "http://origin.test:8080/a?b=1")
            #expect(request.headers["Host"] == "origin.test:8080")
            #expect(request.headers["Proxy-Authorization"] == "Basic " + Base64.encode("us er:p:w"))
            #expect(request.headers["X-Own"] == "2")
            #expect(!request.headers.contains("Proxy-Connection"))
        }
    }

    @Test("A refused tunnel throws with the proxy's status, and the proxy never sees the origin's headers")
    func refusedTunnel() async throws {
        let refusal = "HTTP/1.1 403 Nope\r\nContent-Length: 0\r\n\r\n"
        try await withServer(.connections([[.readRequest, .send(refusal), .close]])) { server in
            let transport = try CurlTransport()
            let error = await failure {
                try await transport.fetch(
                    "https://origin.test/", headers: ["Authorization": "secret"], proxy: proxy(.http, server))
            }
            #expect(error?.kind == .proxy)
            #expect(error?.proxyStatus == 403)
            let request = try #require(server.log.requests.first)
            #expect(request.method == "CONNECT")
            #expect(request.target == "origin.test:443")
            #expect(request.headers["X-Proxy"] == "1")
            #expect(request.headers["Proxy-Authorization"] != nil)
            #expect(!request.headers.contains("Authorization"))
        }
    }

    @Test("An unreachable proxy is a connect error")
    func deadProxy() async throws {
        let transport = try CurlTransport()
        let error = await failure {
            try await transport.fetch(
                "http://origin.test/", proxy: ProxyTarget(scheme: .http, host: "127.0.0.1", port: 1))
        }
        #expect(error?.kind == .connect)
        #expect(error?.concernsProxy == true)
    }

    @Test("SOCKS5 sends the host name instead of an address for both schemes", arguments: ["socks5", "socks5h"])
    func socks(scheme: String) async throws {
        let listener = try Listener(backlog: 4)
        async let conversation = RealThread.run { SOCKSProxy.serveOne(on: listener) }
        let scheme = try #require(ProxyTarget.Scheme(rawValue: scheme))
        let transport = try CurlTransport()
        let response = try await transport.fetch(
            "http://some.host/", proxy: ProxyTarget(scheme: scheme, host: "127.0.0.1", port: listener.port))
        #expect(response.body == "ok")
        #expect(await conversation == Array("\u{5}\u{1}\u{0}\u{3}\u{9}some.host\u{0}\u{50}".utf8))
    }
}

/// The part of a SOCKS5 proxy (RFC 1928) that one request needs. It plays the origin too.
private enum SOCKSProxy {
    /// Serves one connection and returns the SOCKS request it received.
    static func serveOne(on listener: Listener) -> [UInt8] {
        guard let client = listener.accept() else { return [] }
        defer { close(client) }
        var greeting = [UInt8](repeating: 0, count: 2)
        guard read(client, &greeting, 2) == 2 else { return [] }
        var methods = [UInt8](repeating: 0, count: Int(greeting[1]))
        guard read(client, &methods, methods.count) == methods.count else { return [] }
        send([5, 0], to: client)
        var request = [UInt8](repeating: 0, count: 256)
        request.removeLast(request.count - max(0, read(client, &request, request.count)))
        send([5, 0, 0, 1, 127, 0, 0, 1, 0, 80], to: client)
        var head = [UInt8](repeating: 0, count: 4096)
        guard read(client, &head, head.count) > 0 else { return [] }
        send(Array(okay.utf8), to: client)
        return request
    }

    private static func send(_ bytes: [UInt8], to socket: Int32) {
        _ = bytes.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
    }
}
