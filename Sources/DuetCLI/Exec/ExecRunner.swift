import AIOHTTPClient
import Fetch
import HTTPValues
import HTTPX

/// Sends a request with each kind of client and reads the response as the line specifies.
enum ExecRunner {
    static func run(_ request: FetchRequest, _ exec: ExecRequest, _ client: Client) throws -> ExecResult {
        switch exec.reading {
        case .body:
            let response = try client.send(request)
            if exec.raisesForStatus { try response.raiseForStatus() }
            return ExecResult(response, client.cookies)
        case .stream, .lines:
            return try client.stream(request) { stream in
                var lines: [String]?
                var body = ByteBuilder()
                if exec.reading == .lines {
                    lines = []
                    try stream.forEachLine { lines?.append($0) }
                } else {
                    try stream.forEachBytes { body.append($0) }
                }
                return ExecResult(stream, body.take(), lines, client.cookies)
            }
        }
    }

    static func run(_ request: FetchRequest, _ exec: ExecRequest, _ client: AsyncClient) async throws -> ExecResult {
        switch exec.reading {
        case .body:
            let response = try await client.send(request)
            if exec.raisesForStatus { try response.raiseForStatus() }
            return ExecResult(response, client.cookies)
        case .stream, .lines:
            return try await client.stream(request) { stream in
                var lines: [String]?
                var body = ByteBuilder()
                if exec.reading == .lines {
                    lines = []
                    for try await line in stream.lines { lines?.append(line) }
                } else {
                    for try await piece in stream.bytes { body.append(piece) }
                }
                return ExecResult(stream, body.take(), lines, client.cookies)
            }
        }
    }

    static func run(_ request: FetchRequest, _ exec: ExecRequest, _ session: ClientSession) async throws -> ExecResult {
        try await session.send(request) { response in
            if exec.raisesForStatus { try response.raiseForStatus() }
            switch exec.reading {
            case .body:
                _ = try await response.read()
                return try await ExecResult(response, session.cookieJar)
            case .stream:
                var body = ByteBuilder()
                for try await piece in response.content { body.append(piece) }
                return ExecResult(response, body.take(), nil, session.cookieJar)
            case .lines:
                var lines: [String] = []
                for try await line in response.lines { lines.append(line) }
                return ExecResult(response, Bytes(), lines, session.cookieJar)
            }
        }
    }
}

extension ExecResult {
    init(_ response: Response, _ jar: CookieJar) {
        self.init(
            status: response.statusCode, reason: response.reasonPhrase, version: response.httpVersion,
            url: response.url, headers: response.headers, body: response.content, encoding: response.encoding,
            text: response.text, history: response.history.map { ($0.statusCode, $0.url) }, jar: jar)
    }

    init(_ stream: ResponseStream, _ body: Bytes, _ lines: [String]?, _ jar: CookieJar) {
        self.init(
            status: stream.statusCode, reason: stream.reasonPhrase, version: stream.httpVersion, url: stream.url,
            headers: stream.headers, body: body, history: stream.history.map { ($0.statusCode, $0.url) }, jar: jar,
            lines: lines)
    }

    init(_ stream: AsyncResponseStream, _ body: Bytes, _ lines: [String]?, _ jar: CookieJar) {
        self.init(
            status: stream.statusCode, reason: stream.reasonPhrase, version: stream.httpVersion, url: stream.url,
            headers: stream.headers, body: body, history: stream.history.map { ($0.statusCode, $0.url) }, jar: jar,
            lines: lines)
    }

    init(_ response: ClientResponse, _ body: Bytes, _ lines: [String]?, _ jar: CookieJar) {
        self.init(
            status: response.status, reason: response.reason, version: response.version, url: response.url,
            headers: response.headers, body: body, history: response.history.map { ($0.status, $0.url) }, jar: jar,
            lines: lines)
    }

    init(_ response: ClientResponse, _ jar: CookieJar) async throws {
        self.init(response, try await response.read(), nil, jar)
        encoding = PythonCodec.name(of: response.encoding)
        text = try? await response.text()
    }
}
