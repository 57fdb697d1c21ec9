import AsyncHTTPClient
import Fetch
import FetchConformance
import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// The client of the Swift server workgroup, with a client of its own for each case.
struct AsyncHTTPClientAdapter: SuiteClientMaker {
    let name = "AsyncHTTPClient"
    let abilities: Set<Ability> = [
        .bodyLimit, .cancellation, .chunkedBodies, .closing, .connectTimeout, .credentials, .finalURL, .headerLines,
        .history, .idleLimits, .poolLimits, .proxies, .proxyCredentials, .readTimeout, .redirectLimit, .redirects,
        .socks,
        .streamedUpload, .streaming, .totalTimeout, .version, .writeTimeout,
    ]

    func makeClient(_ choices: ClientChoices) -> any FetchClient {
        AdaptedClient(choices)
    }
}

private struct AdaptedClient: FetchClient {
    private let client: HTTPClient
    private let choices: ClientChoices

    init(_ choices: ClientChoices) {
        self.choices = choices
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: HTTPClient.Configuration(choices))
    }

    func fetch(_ request: FetchRequest) async throws -> FetchResponse {
        try await fetch(request) { try await $0.read() }
    }

    func fetch<Result>(
        _ request: FetchRequest, _ body: (FetchStream) async throws -> Result
    ) async throws -> Result {
        let message = try await HTTPClientRequest(request)
        let timeout = choices.timeout.total.map { TimeAmount($0) } ?? .hours(1)
        let response = try await client.execute(message, timeout: timeout)
        let head = RequestHead(
            method: request.method, url: try FetchURL(response.url?.absoluteString ?? message.url),
            headers: request.headers)
        return try await body(
            FetchStream(
                ResponseHead(response), bytes: response.body.map { Bytes($0.readableBytesView) }, to: head,
                history: try response.history.dropLast().map { try FetchResponse($0) },
                limit: choices.maximumBodySize))
    }

    func close() {
        client.shutdown { _ in }
    }
}

extension HTTPClientRequest {
    fileprivate init(_ request: FetchRequest) async throws {
        // The URL as it was given. What Duet makes of it is not the client's merit.
        self.init(url: "\(request.url)")
        method = NIOHTTP1.HTTPMethod(rawValue: request.method.rawValue)
        for field in request.headers.fields { headers.add(name: field.name, value: field.value) }
        if case .use(let authentication as any HeaderAuthentication) = request.auth {
            var head = RequestHead(method: request.method, url: try request.url.url(in: .httpx))
            authentication.authorize(&head)
            for field in head.headers.fields { headers.replaceOrAdd(name: field.name, value: field.value) }
        }
        if let body = request.body {
            self.body = try await HTTPClientRequest.Body(body, request.headers)
        }
    }
}

extension HTTPClient.Configuration {
    fileprivate init(_ choices: ClientChoices) {
        self.init(
            redirectConfiguration: choices.followRedirects
                ? .follow(max: choices.maxRedirects, allowCycles: true) : .disallow,
            timeout: Timeout(
                connect: choices.timeout.connect.map { TimeAmount($0) },
                read: choices.timeout.read.map { TimeAmount($0) }),
            proxy: choices.proxy.flatMap { try? FetchURL($0) }.map { HTTPClient.Configuration.Proxy($0) },
            decompression: .enabled(limit: .none))
        timeout.write = choices.timeout.write.map { TimeAmount($0) }
        httpVersion = .http1Only
        connectionPool.retryConnectionEstablishment = false
        connectionPool.idleTimeout = choices.limits.idleAge.map { TimeAmount($0) } ?? .seconds(60)
        if let limit = choices.limits.perHost ?? choices.limits.total {
            connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = limit
        }
        if choices.limits.idle == 0 { maximumUsesPerConnection = 1 }
    }
}

extension HTTPClient.Configuration.Proxy {
    fileprivate init(_ url: FetchURL) {
        if url.scheme.hasPrefix("socks5") {
            self = .socksServer(host: url.host, port: url.port ?? 1080)
        } else if let username = url.username {
            self = .server(
                host: url.host, port: url.port ?? 80,
                authorization: .basic(username: username, password: url.password ?? ""))
        } else {
            self = .server(host: url.host, port: url.port ?? 80)
        }
    }
}

extension HTTPClientRequest.Body {
    fileprivate init(_ body: RequestBody, _ headers: Headers) async throws {
        let known = headers.first("Content-Length").flatMap { Int64($0) } ?? body.length.map { Int64($0) }
        let length = known.map { Length.known($0) } ?? .unknown
        if let bytes = body.bytes {
            self = .bytes(ByteBuffer(bytes: bytes))
        } else if body.isReplayable {
            // Chunks that exist already are converted first, so that the client sets the pace.
            var chunks: [ByteBuffer] = []
            for try await chunk in body.chunks { chunks.append(ByteBuffer(bytes: chunk)) }
            self = .stream(
                AsyncStream { source in
                    for chunk in chunks { source.yield(chunk) }
                    source.finish()
                }, length: length)
        } else {
            self = .stream(body.chunks.map { ByteBuffer(bytes: $0) }, length: length)
        }
    }
}

extension ResponseHead {
    fileprivate init(_ response: HTTPClientResponse) {
        self.init(
            version: HTTPVersion(major: response.version.major, minor: response.version.minor),
            status: Int(response.status.code), headers: Headers(response.headers))
    }
}

extension FetchResponse {
    /// Creates a response that led to another one.
    fileprivate init(_ entry: HTTPClientRequestResponse) throws {
        self.init(
            ResponseHead(
                status: Int(entry.responseHead.status.code), headers: Headers(entry.responseHead.headers)),
            to: RequestHead(
                method: HTTPMethod(entry.request.method.rawValue), url: try FetchURL(entry.request.url)))
    }
}

extension Headers {
    fileprivate init(_ fields: HTTPHeaders) {
        self.init(fields.map { ($0.name, $0.value) })
    }
}

extension TimeAmount {
    fileprivate init(_ duration: Duration) {
        let parts = duration.components
        self = .nanoseconds(parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000)
    }
}
