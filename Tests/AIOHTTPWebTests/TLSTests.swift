import AIOHTTPWeb
import HTTPValues
import TestSupport
import Testing

/// TLS and HTTP/2, tested with the `curl` command.
@Suite struct TLSTests {
    private func withServer(
        tls: Bool, _ body: (TestServer, [String]) async throws -> Void
    ) async throws {
        let app = sampleApplication()
        app.get("/version") { .text($0.version.description + " " + $0.url) }
        app.post("/size") { request in
            var size = 0
            for try await chunk in request.body { size += chunk.count }
            return .text("\(size)")
        }
        app.get("/many") { _ in
            .stream { writer in
                for _ in 0..<256 { try await writer.write(Bytes(repeating: 0x61, count: 1 << 16)) }
            }
        }
        guard tls else { return try await TestServer.with(app) { try await body($0, []) } }
        let certificate = try await TemporaryCertificate.make()
        try await TestServer.with(app, tls: certificate.tls) {
            try await body($0, ["--cacert", certificate.certificate])
        }
    }

    private func curl(_ arguments: [String]) async throws -> String {
        let result = try await run(["curl", "-sS", "--max-time", "30"] + arguments)
        #expect(result.status == 0)
        return result.output
    }

    @Test(arguments: [("--http1.1", "HTTP/1.1"), ("--http2", "HTTP/2")])
    func versionIsNegotiated(option: String, version: String) async throws {
        try await withServer(tls: true) { server, options in
            let url = server.baseURL + "/version"
            let answer = try await curl(options + [option, url])
            #expect(answer == "\(version) \(url)")
            #expect(server.statistics.tlsHandshakes == 1)
            #expect(server.statistics.requests == 1)
        }
    }

    @Test func http2IsTakenWithoutTLS() async throws {
        try await withServer(tls: false) { server, _ in
            let url = server.baseURL + "/version"
            let second = try await curl(["--http2-prior-knowledge", url])
            #expect(second == "HTTP/2 \(url)")
            let first = try await curl(["--http1.1", url])
            #expect(first == "HTTP/1.1 \(url)")
        }
    }

    @Test func upgradeToHTTP2IsNotTaken() async throws {
        try await withServer(tls: false) { server, _ in
            let url = server.baseURL + "/version"
            let answers = try await curl(["--http2", url, url])
            #expect(answers == "HTTP/1.1 \(url)HTTP/1.1 \(url)")
        }
    }

    @Test(arguments: [false, true]) func bodiesAreLargerThanTheWindows(tls: Bool) async throws {
        try await withServer(tls: tls) { server, options in
            let option = tls ? "--http2" : "--http2-prior-knowledge"
            let many = try await curl(
                options + [option, "-o", "/dev/null", "-w", "%{size_download}", server.baseURL + "/many"])
            #expect(many == "\(256 << 16)")
            let folder = try TemporaryFolder()
            let file = folder.path + "/body"
            let made = try await run(["truncate", "-s", "20M", file])
            try #require(made.status == 0)
            let size = try await curl(options + [option, "--data-binary", "@" + file, server.baseURL + "/size"])
            #expect(size == "\(20 << 20)")
            let unread = try await curl(
                options + [option, "--data-binary", "@" + file, "-w", " %{http_code}", server.baseURL + "/ignore"])
            #expect(unread == "ignored 200")
        }
    }

    @Test func stalledHTTP2BodyIsRefused() async throws {
        try await TestServer.with(sampleApplication(), configure: { $0.bodyTimeout = .milliseconds(200) }) { server in
            let code = try await run([
                "bash", "-c",
                "exec curl -sS --max-time 20 -o /dev/null -w '%{http_code}' --http2-prior-knowledge -T . "
                    + "\(server.baseURL)/read < <(exec sleep 3)",
            ])
            #expect(code.output == "408")
        }
    }

    @Test func http2HasNoConnectionFieldsAndHeadHasNoBody() async throws {
        try await withServer(tls: false) { server, _ in
            let head = try await curl(["--http2-prior-knowledge", "-I", server.baseURL + "/stream/exact"])
            let names = head.components(of: "\r\n").dropFirst().compactMap { $0.components(of: ":").first }
            #expect(names.filter { !$0.isEmpty } == ["content-type", "content-length", "date", "server"])
        }
    }

    @Test func http2TrailersFollowTheBody() async throws {
        try await withServer(tls: false) { server, _ in
            let text = try await curl(["--http2-prior-knowledge", "-i", server.baseURL + "/trailers"])
            #expect(text.contains("x-sum: 1"))
        }
    }

    @Test func http2ErrorsAreAnswered() async throws {
        try await withServer(tls: false) { server, _ in
            for (path, status) in [("/fails", 500), ("/none", 404), ("/injection", 500), ("/status/204", 204)] {
                let code = try await curl([
                    "--http2-prior-knowledge", "-o", "/dev/null", "-w", "%{http_code}", server.baseURL + path,
                ])
                #expect(code == "\(status)", "\(path)")
            }
        }
    }
}
