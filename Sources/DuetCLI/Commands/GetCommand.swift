import AIOHTTPClient
import ArgumentParser
import Fetch
import HTTPValues
import HTTPX

/// `duet get`: sends a request in either style.
struct GetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Send one request in either style and print the response.",
        aliases: ["fetch"])

    enum Style: String, ExpressibleByArgument, CaseIterable {
        case httpx, aiohttp
    }

    @Argument(help: "The URL.")
    var url: String

    @Option(help: "The style to send it in.")
    var style = Style.httpx

    @Option(name: .shortAndLong, help: "The method; POST by default when there is a body.")
    var method: String?

    @Option(name: [.customShort("H"), .long], help: "A field to send, such as «Accept: text/html»; may be repeated.")
    var header: [String] = []

    @Option(name: .shortAndLong, help: "A JSON body.")
    var json: String?

    @Option(name: .shortAndLong, help: "A text body.")
    var content: String?

    @Flag(name: [.customShort("L"), .long], help: "Follow redirects; aiohttp does anyway.")
    var followRedirects = false

    @Flag(name: .shortAndLong, help: "Print status and fields too, and how long each part took.")
    var verbose = false

    @Flag(help: "Do not check the server's certificate.")
    var noVerify = false

    @Flag(help: "Speak HTTP/2 where the server does.")
    var http2 = false

    func run() throws {
        var request = FetchRequest(HTTPMethod(method ?? (json == nil && content == nil ? "GET" : "POST")), url)
        request.headers = Headers(try header.map(Self.field))
        if let json { request.body = .json(try JSON(parsing: json)) }
        if let content { request.body = .text(content) }
        if followRedirects { request.followsRedirects = true }
        let printed = try style == .httpx ? withHTTPX(request) : withAIOHTTP(request)
        print(printed)
        guard printed.status < 400 else { throw ExitCode(1) }
    }

    private static func field(_ text: String) throws -> (String, String) {
        guard let colon = text.firstIndex(of: ":") else { throw ValidationError("a field is «Name: value»: \(text)") }
        let value = text[text.index(after: colon)...].drop { $0 == " " }
        return (String(text[..<colon]), String(value))
    }

    private var verification: TLSOptions.Verification { noVerify ? .none : .system }
    private var versions: HTTPVersions { http2 ? .http2WhenNegotiated : .http1 }

    private struct Printed {
        var status: Int
        var statusLine: String
        var headers: Headers
        var body: Bytes
        var timings: Timings?
    }

    private func withHTTPX(_ request: FetchRequest) throws -> Printed {
        try Client.with(ClientOptions(verify: verification, versions: versions)) { client in
            let response = try client.send(request)
            return Printed(
                status: response.statusCode,
                statusLine: "\(response.httpVersion) \(response.statusCode) \(response.reasonPhrase)",
                headers: response.headers, body: response.content, timings: response.timings)
        }
    }

    private func withAIOHTTP(_ request: FetchRequest) throws -> Printed {
        let connector = try TCPConnector(ssl: verification, versions: versions)
        return try Blocking.run {
            try await ClientSession(connector: connector).use { session in
                try await session.send(request) { response in
                    let body = try await response.read()
                    return Printed(
                        status: response.status,
                        statusLine: "\(response.version) \(response.status) \(response.reason)",
                        headers: response.headers, body: body, timings: response.timings)
                }
            }
        }
    }

    private func print(_ response: Printed) {
        if verbose {
            StandardOutput.writeLine(response.statusLine)
            for field in response.headers.fields { StandardOutput.writeLine("\(field.name): \(field.value)") }
            if let timings = response.timings {
                StandardOutput.writeLine(
                    "* connected \(timings.connected), first byte \(timings.firstByte), total \(timings.total)")
            }
            StandardOutput.writeLine("")
        }
        guard String(validating: response.body, as: UTF8.self) != nil else {
            StandardOutput.writeLine("<\(response.body.count) bytes of binary data>")
            return
        }
        StandardOutput.write(response.body.utf8Text)
        if response.body.last != 0x0A { StandardOutput.writeLine("") }
    }
}
