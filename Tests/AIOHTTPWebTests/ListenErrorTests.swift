import Glibc
import TestSupport
import Testing

@testable import AIOHTTPWeb

@Suite("Addresses that a server cannot listen on")
struct ListenErrorTests {
    private func failure(
        host: String = "127.0.0.1", port: Int = 0, path: String? = nil, app: Web.Application = Web.Application()
    ) async -> Web.ListenError? {
        var configuration = Web.ServerConfiguration(host: host, port: port)
        configuration.unixSocketPath = path
        let server = Web.Server(app, configuration: configuration)
        return await #expect(throws: Web.ListenError.self) { try await server.start() }
    }

    @Test("A port in use is an error that names host and port")
    func portInUse() async throws {
        try await TestServer.with(Web.Application()) { server in
            let error = await failure(port: server.port)
            #expect(error?.kind == .addressInUse)
            #expect(error?.host == "127.0.0.1")
            #expect(error?.port == server.port)
            #expect(error?.osError == EADDRINUSE)
            let text = "port \(server.port) on 127.0.0.1 is already in use; choose another one, or 0 for any free port"
            #expect(error?.description == text)
            #expect(error?.errorDescription == text)
            // What Swift prints of an error that nobody catches.
            #expect(error.map { String(reflecting: $0) } == text)
        }
    }

    @Test(
        "Each problem with a host or port has its own kind and words",
        arguments: [
            ("192.0.2.1", 8080, .addressNotAvailable, "not an address of this machine; 0.0.0.0 stands for all"),
            ("no host", 8080, .unknownHost, "the host is unknown ("),
            ("127.0.0.1", 65536, .invalidPort, "ports go from 0 to 65535"),
            ("127.0.0.1", -1, .invalidPort, "ports go from 0 to 65535"),
        ] as [(String, Int, Web.ListenError.Kind, String)])
    func hostsAndPorts(host: String, port: Int, kind: Web.ListenError.Kind, text: String) async {
        let error = await failure(host: host, port: port)
        #expect(error?.kind == kind)
        let whole = "cannot listen on port \(port) of \(host): \(text)"
        #expect(error?.description.hasPrefix(whole) == true, "\(String(describing: error))")
    }

    @Test(
        "Each problem with the path of a Unix socket has its own kind and words",
        arguments: [
            ("", .pathInUse, "the path exists and is not a socket"),
            ("/none/s", .folderNotFound, "its folder does not exist"),
            ("/" + String(repeating: "s", count: 103), .pathTooLong, " bytes, and at most 103 are possible"),
        ] as [(String, Web.ListenError.Kind, String)])
    func paths(name: String, kind: Web.ListenError.Kind, ending: String) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + name
        let error = await failure(path: path)
        #expect(error?.kind == kind)
        #expect(error?.unixSocketPath == path)
        #expect(error?.host == nil && error?.port == nil)
        let description = error?.description ?? ""
        #expect(description.hasPrefix("cannot listen on the Unix socket \(path): ") && description.hasSuffix(ending))
    }

    @Test(
        "Error numbers of the system have kinds, for ports and for Unix sockets",
        arguments: [
            (EADDRINUSE, .addressInUse, .addressInUse), (EACCES, .permissionDenied, .permissionDenied),
            (EPERM, .permissionDenied, .permissionDenied), (ENOENT, .other, .folderNotFound),
            (ENOTDIR, .other, .folderNotFound), (EMFILE, .other, .other),
        ] as [(Int32, Web.ListenError.Kind, Web.ListenError.Kind)])
    func numbers(code: Int32, ofPort: Web.ListenError.Kind, ofPath: Web.ListenError.Kind) {
        var configuration = Web.ServerConfiguration(host: "::1", port: 80)
        let port = Web.ListenError(osError: code, listeningOn: configuration)
        configuration.unixSocketPath = "/run/duet"
        let path = Web.ListenError(osError: code, listeningOn: configuration)
        #expect(port.kind == ofPort && path.kind == ofPath)
        #expect(port.osError == code && path.osError == code)
        #expect(port.description.contains("80") && port.description.contains("::1"))
        #expect(path.description.contains("/run/duet"))
    }

    @Test("Without the right to a low port, the description says who has it")
    func lowPort() {
        let error = Web.ListenError(osError: EACCES, listeningOn: .init(port: 80))
        #expect(
            error.description
                == "cannot listen on port 80 of 0.0.0.0: permission denied; ports below 1024 usually need root")
    }

    @Test("A socket left behind by another server is replaced")
    func staleSocket() async throws {
        let folder = try TemporaryFolder()
        for _ in 0..<2 {
            try await TestServer.with(Web.Application()) {
                $0.unixSocketPath = folder.path + "/s"
            } _: { _ in
            }
        }
    }

    @Test("After the startup hooks, a failure to listen runs the other hooks")
    func hooks() async throws {
        let started = Counter()
        let stopped = Counter()
        let app = Web.Application()
        app.onStartup { started.increment() }
        app.onShutdown { stopped.increment() }
        app.onCleanup { stopped.increment() }
        try await TestServer.with(Web.Application()) { server in
            #expect(await failure(port: server.port, app: app)?.kind == .addressInUse)
        }
        #expect(started.value == 1)
        #expect(stopped.value == 2)
    }

    @Test("A kind prints as its name")
    func kind() {
        #expect("\(Web.ListenError.Kind.addressInUse)" == "addressInUse")
    }
}
