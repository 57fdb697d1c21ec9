import AIOHTTPClient
import AIOHTTPWeb
import Foundation
import HTTPValues
import HTTPX
import MiniServer
import TestSupport
import Testing

/// Server verification and client certificates.
@Suite("Certificates and trust")
struct TrustTests {
    private func status(_ url: String, _ options: ClientOptions) async throws -> Int {
        try await AsyncClient.with(options) { try await $0.get(url).statusCode }
    }

    @Test("Verification can be turned off")
    func unverified() async throws {
        let certificate = try await TemporaryCertificate.make()
        try await TestServer.with(MiniServer.application(), tls: certificate.tls) { server in
            #expect(try await status(server.baseURL + "/get", ClientOptions(verify: .none)) == 200)
            let connector = try TCPConnector(ssl: .none)
            let second = try await ClientSession(connector: connector).use { session in
                try await session.get(server.baseURL + "/get") { $0.status }
            }
            #expect(second == 200)
        }
    }

    @Test("A certificate for another name is rejected")
    func otherName() async throws {
        let certificate = try await TemporaryCertificate.make(names: "DNS:other.test")
        try await TestServer.with(MiniServer.application(), tls: certificate.tls) { server in
            let error = await #expect(throws: RequestError.self) {
                try await status(
                    server.baseURL + "/get", ClientOptions(verify: .authorities(path: certificate.certificate)))
            }
            #expect(error?.cause.kind == .certificate)
        }
    }

    @Test("A client certificate is sent if the server requires one")
    func clientCertificate() async throws {
        let certificate = try await TemporaryCertificate.make()
        let server = try VerifyingServer(certificate)
        defer { server.stop() }
        let trust = TLSOptions.Verification.authorities(path: certificate.certificate)
        let own = TLSOptions.ClientCertificate(certificatePath: certificate.certificate, keyPath: certificate.key)
        #expect(try await status(server.url, ClientOptions(verify: trust, cert: own)) == 200)
        await #expect(throws: RequestError.self) { try await status(server.url, ClientOptions(verify: trust)) }
    }

    @Test("Connecting to a plain HTTP server over https is a connect error")
    func plainServer() async throws {
        try await TestServer.with(MiniServer.application()) { server in
            let error = await #expect(throws: RequestError.self) {
                try await status("https://127.0.0.1:\(server.port)/get", ClientOptions(verify: .none))
            }
            #expect(error?.kind == .connectError)
        }
    }
}

/// OpenSSL's test server, configured to accept only clients with a certificate.
private final class VerifyingServer {
    private let process = Process()
    let url: String

    struct NotReady: Error {}

    init(_ certificate: TemporaryCertificate) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", certificate.certificate, "-key", certificate.key,
            "-CAfile", certificate.certificate, "-Verify", "1", "-verify_return_error", "-www",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var text = ""
        while !text.contains("\n") || !text.contains("ACCEPT") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw NotReady() }
            text += String(decoding: data, as: UTF8.self)
        }
        let line = text.split(separator: "\n").first { $0.hasPrefix("ACCEPT") } ?? ""
        guard let port = line.split(separator: ":").last.flatMap({ Int($0) }) else { throw NotReady() }
        url = "https://127.0.0.1:\(port)/"
    }

    func stop() {
        // SIGTERM may be blocked, because the process inherits the mask of the thread that started it.
        kill(process.processIdentifier, SIGKILL)
    }
}
