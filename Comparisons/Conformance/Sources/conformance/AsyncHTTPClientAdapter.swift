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

    func makeClient(_ choices: ClientChoices) throws(SuiteFailure) -> any SuiteClient {
        AdaptedClient(choices)
    }
}

private struct AdaptedClient: SuiteClient {
    private let client: HTTPClient
    private let choices: ClientChoices

    init(_ choices: ClientChoices) {
        self.choices = choices
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: HTTPClient.Configuration(choices))
    }

    func send(_ request: SuiteRequest) async throws(SuiteFailure) -> SuiteResponse {
        do {
            let response = try await execute(request)
            var reply = SuiteResponse(response)
            reply.body = Bytes(try await response.body.collect(upTo: choices.maximumBodySize).readableBytesView)
            return reply
        } catch {
            throw SuiteFailure(.unknown, "\(type(of: error)): \(error)")
        }
    }

    func stream(
        _ request: SuiteRequest,
        _ body: @escaping @Sendable (any SuiteStream) async throws(SuiteFailure) -> SuiteResponse
    ) async throws(SuiteFailure) -> SuiteResponse {
        let response: HTTPClientResponse
        do {
            response = try await execute(request)
        } catch {
            throw SuiteFailure(.unknown, "\(type(of: error)): \(error)")
        }
        return try await body(Stream(response))
    }

    func close() async {
        try? await client.shutdown()
    }

    private func execute(_ request: SuiteRequest) async throws -> HTTPClientResponse {
        var message = HTTPClientRequest(url: request.url)
        message.method = NIOHTTP1.HTTPMethod(rawValue: request.method)
        for field in request.headers.fields { message.headers.add(name: field.name, value: field.value) }
        if let credentials = request.credentials {
            message.setBasicAuth(username: credentials.username, password: credentials.password)
        }
        message.body = request.body.flatMap { HTTPClientRequest.Body($0, request.headers) }
        return try await client.execute(message, timeout: choices.timeouts.total.map { TimeAmount($0) } ?? .hours(1))
    }
}

/// A response that is read while it comes. The iterator may be used by one task at a time, which is what cases do.
private final class Stream: SuiteStream, @unchecked Sendable {
    // Sendable: cases read a stream from one task.
    private let response: HTTPClientResponse
    private var iterator: HTTPClientResponse.Body.AsyncIterator

    init(_ response: HTTPClientResponse) {
        self.response = response
        iterator = response.body.makeAsyncIterator()
    }

    var head: SuiteResponse { SuiteResponse(response) }

    func next() async throws(SuiteFailure) -> Bytes? {
        do {
            return try await iterator.next().map { Bytes($0.readableBytesView) }
        } catch {
            throw SuiteFailure(.unknown, "\(type(of: error)): \(error)")
        }
    }

    /// Its stable interface does not give them.
    var trailers: Headers { get async { [:] } }
}

extension HTTPClient.Configuration {
    fileprivate init(_ choices: ClientChoices) {
        self.init(
            redirectConfiguration: choices.followRedirects
                ? .follow(max: choices.maxRedirects, allowCycles: true) : .disallow,
            timeout: Timeout(
                connect: choices.timeouts.connect.map { TimeAmount($0) },
                read: choices.timeouts.read.map { TimeAmount($0) }),
            proxy: choices.proxy.flatMap { try? FetchURL($0) }.map { HTTPClient.Configuration.Proxy($0) },
            decompression: .enabled(limit: .none))
        timeout.write = choices.timeouts.write.map { TimeAmount($0) }
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
    fileprivate init?(_ body: SuiteRequest.Body, _ headers: Headers) {
        switch body {
        case .bytes(let bytes):
            self = .bytes(ByteBuffer(bytes: bytes))
        case .chunks(let chunks):
            let length = headers.first("Content-Length").flatMap { Int64($0) }
            let stream = AsyncStream(ByteBuffer.self) { source in
                for chunk in chunks { source.yield(ByteBuffer(bytes: chunk)) }
                source.finish()
            }
            self = .stream(stream, length: length.map { .known($0) } ?? .unknown)
        case .stream(let stream):
            self = .stream(stream.map { ByteBuffer(bytes: $0) }, length: .unknown)
        case .text, .json, .form, .once:
            return nil
        }
    }
}

extension SuiteResponse {
    fileprivate init(_ response: HTTPClientResponse) {
        self.init(
            status: Int(response.status.code),
            version: "HTTP/\(response.version.major).\(response.version.minor)", headers: Headers(response.headers),
            body: Bytes(), url: response.url?.absoluteString ?? "",
            history: response.history.dropLast().map { entry in
                SuiteResponse(
                    status: Int(entry.responseHead.status.code), headers: Headers(entry.responseHead.headers),
                    body: Bytes(), url: entry.request.url)
            })
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
