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
        discussion: """
            The method is GET, or POST if there is a body. --json and --content take text, @FILE or - for standard input.
            The exit status is 1 if the request fails or the status is 400 or above.

              duet get https://example.com/search -p q=swift -p page=2
              duet get https://example.com/users --json '{"name": "Ada"}' --auth user:password -v
              duet get https://example.com/file.zip --output file.zip --timeout 60
            """,
        aliases: ["fetch"])

    enum Style: String, ExpressibleByArgument, CaseIterable {
        case httpx, aiohttp
    }

    @Argument(help: "The URL.")
    var url: String

    @Option(help: "The client style: httpx or aiohttp.")
    var style = Style.httpx

    @Option(name: .shortAndLong, help: "The method.")
    var method: String?

    @Option(name: [.customShort("p"), .long], help: "A query parameter, NAME=VALUE. May be repeated.")
    var param: [String] = []

    @Option(name: [.customShort("H"), .long], help: "A header, such as \"Accept: text/html\". May be repeated.")
    var header: [String] = []

    @Option(help: "A cookie, NAME=VALUE. May be repeated.")
    var cookie: [String] = []

    @Option(name: .shortAndLong, help: "A JSON body.")
    var json: String?

    @Option(name: .shortAndLong, help: "A text body.")
    var content: String?

    @Option(name: [.customShort("d"), .customLong("data")], help: "A form field, NAME=VALUE. May be repeated.")
    var form: [String] = []

    @Option(help: "Basic credentials, USER:PASSWORD.")
    var auth: String?

    @Option(help: "A proxy, such as http://host:3128 or socks5://host.")
    var proxy: String?

    @Option(help: "The timeout in seconds, for each phase in httpx and for the whole request in aiohttp.")
    var timeout: Double?

    @Option(name: .shortAndLong, help: "Write the body to this file.")
    var output: String?

    @Flag(name: [.customShort("L"), .long], help: "Follow redirects. This is the default in aiohttp.")
    var followRedirects = false

    @Flag(name: .shortAndLong, help: "Also print the status line, headers and timings.")
    var verbose = false

    @Flag(help: "Print JSON as received, without indenting it.")
    var raw = false

    @Flag(help: "Do not verify the server's certificate.")
    var noVerify = false

    @Flag(help: "Use HTTP/2 if the server supports it.")
    var http2 = false

    func validate() throws {
        let bodies = [json != nil, content != nil, !form.isEmpty].filter(\.self).count
        guard bodies <= 1 else { throw ValidationError("Pass at most one of --json, --content and --data.") }
    }

    func run() throws {
        let request = try makeRequest()
        let response = try style == .httpx ? sendWithHTTPX(request) : sendWithAIOHTTP(request)
        try ResponsePrinter(isVerbose: verbose, isRaw: raw, path: output).print(response)
        guard response.status < 400 else { throw ExitCode(1) }
    }

    private func makeRequest() throws -> FetchRequest {
        let body = try makeBody()
        var request = FetchRequest(
            HTTPMethod(method ?? (body == nil ? "GET" : "POST")), url, headers: Headers(try header.map(Self.header)),
            body: body, followRedirects: followRedirects ? true : nil)
        if !param.isEmpty { request.params = QueryParameters(try param.map(Self.pair)) }
        request.cookies = try cookie.map(Self.pair).map { (name: $0.0, value: $0.1) }
        if let auth {
            let (user, password) = try Self.split(auth, at: ":", example: "USER:PASSWORD")
            request.auth = .basic(user, password)
        }
        return request
    }

    private func makeBody() throws -> RequestBody? {
        if let json { return .json(try JSON(parsing: try InputArgument(json).read())) }
        if let content { return .bytes(try InputArgument(content).read(), contentType: "text/plain; charset=utf-8") }
        return form.isEmpty ? nil : .form(QueryParameters(try form.map(Self.pair)))
    }

    private static func header(_ text: String) throws -> (String, String) {
        let (name, value) = try split(text, at: ":", example: "NAME: VALUE")
        return (name, String(value.drop { $0 == " " }))
    }

    private static func pair(_ text: String) throws -> (String, String) {
        try split(text, at: "=", example: "NAME=VALUE")
    }

    private static func split(_ text: String, at separator: Character, example: String) throws -> (String, String) {
        guard let index = text.firstIndex(of: separator) else {
            throw ValidationError("Expected \(example), not \"\(text)\".")
        }
        return (String(text[..<index]), String(text[text.index(after: index)...]))
    }

    // MARK: Sending

    private var verification: TLSOptions.Verification { noVerify ? .none : .system }
    private var versions: HTTPVersions { http2 ? .http2 : .http1 }

    private func sendWithHTTPX(_ request: FetchRequest) throws -> FetchResponse {
        try Client.with(verify: verification, versions: versions, proxy: proxy, timeout: timeout) { client in
            try client.fetch(request)
        }
    }

    private func sendWithAIOHTTP(_ request: FetchRequest) throws -> FetchResponse {
        let connector = try TCPConnector(ssl: verification, versions: versions)
        let timeout = timeout.map { ClientTimeout(total: $0) } ?? .sessionDefault
        return try Blocking.run {
            try await ClientSession.with(connector: connector, timeout: timeout, proxy: proxy) { session in
                try await session.fetch(request)
            }
        }
    }
}
