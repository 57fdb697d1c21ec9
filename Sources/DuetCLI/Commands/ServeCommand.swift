import AIOHTTPWeb
import ArgumentParser
import HTTPValues
import MiniServer

/// `duet serve`: runs the mini server used by the comparisons and the tests.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Start the mini server and print «ready http://HOST:PORT».")

    @Option(help: "The port; 0 for a free one.")
    var port = 8080

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(parsing: .upToNextOption, help: ArgumentHelp("PEM files for TLS.", valueName: "cert> <key"))
    var tls: [String] = []

    func validate() throws {
        guard tls.isEmpty || tls.count == 2 else {
            throw ValidationError("--tls takes two files: the certificate and its key")
        }
        guard (0...65535).contains(port) else { throw ValidationError("a port is a number from 0 to 65535") }
    }

    func run() async throws {
        var configuration = Web.ServerConfiguration(host: host, port: port)
        if tls.count == 2 {
            configuration.tls = Web.TLS(certificateChain: .file(tls[0]), privateKey: .file(tls[1]))
        }
        let scheme = tls.isEmpty ? "http" : "https"
        let name = host.contains(":") ? "[\(host)]" : host
        try await Web.run(MiniServer.application(), configuration: configuration) { port in
            StandardOutput.writeLine("ready \(scheme)://\(name):\(port)")
        }
    }
}
