import AIOHTTPWeb
import Foundation

/// A certificate for 127.0.0.1 and localhost that vouches for itself, in a folder of its own.
final class Certificate: Sendable {
    private let folder: String

    /// A certificate for these names, in OpenSSL's notation.
    init(names: String = "IP:127.0.0.1,DNS:localhost") throws {
        folder = NSTemporaryDirectory() + "duet-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let openssl = Process()
        openssl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        openssl.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=\(names)", "-keyout",
            folder + "/key.pem",
            "-out", path,
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        guard openssl.terminationStatus == 0 else { throw CocoaError(.fileNoSuchFile) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The PEM file with the certificate.
    var path: String { folder + "/certificate.pem" }

    /// The PEM file with its private key.
    var keyPath: String { folder + "/key.pem" }

    /// For the server.
    var tls: Web.TLS { Web.TLS(certificateChain: .file(path), privateKey: .file(keyPath)) }
}
