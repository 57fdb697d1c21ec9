import AIOHTTPWeb
import ArgumentParser
import HTTPValues
import MiniServer

/// `duet serve`: runs the mini server used by the comparisons and the tests.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Start the mini server and print \"ready http://HOST:PORT\".")

    @Option(help: "The port to listen on, or 0 for any free port.")
    var port = 8080

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Use TLS with this certificate and private key, both PEM files.", valueName: "cert> <key"))
    var tls: [String] = []

    func validate() throws {
        guard tls.isEmpty || tls.count == 2 else {
            throw ValidationError("--tls takes two files: the certificate and its private key.")
        }
        guard (0...65535).contains(port) else { throw ValidationError("The port must be from 0 to 65535.") }
    }

    func run() async throws {
        var configuration = Web.ServerConfiguration(host: host, port: port)
        if tls.count == 2 {
            configuration.tls = Web.TLS(certificateChain: .file(tls[0]), privateKey: .file(tls[1]))
        }
        let announce = { @Sendable [configuration] (port: Int) in
            StandardOutput.writeLine("ready \(configuration.url(port: port))")
        }
        try await Web.run(MiniServer.application(), configuration: configuration, onReady: announce, print: nil)
    }
}
