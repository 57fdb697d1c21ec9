import AIOHTTPClient
import Fetch
import HTTPX
import Measurement
import Synchronization

/// A client whose GETs are measured, and that can hold responses open beside them.
protocol GrowthClient: Measurement.AsyncClient {
    /// Reads a response to its end; calls `begun` when its head is there.
    func read(_ url: String, begun: () -> Void) async throws
}

struct BlockingHTTPX: BlockingClient {
    private let client: HTTPX.Client
    private let urls: Rotation
    private let fields: Headers

    init(_ circumstance: Circumstance, _ assignment: Assignment) throws {
        client = try HTTPX.Client(ClientOptions(circumstance))
        urls = Rotation(circumstance.urls(assignment.url))
        fields = circumstance.fields
        circumstance.fill(client.cookies, for: "127.0.0.1")
    }

    func perform(_ assignment: Assignment) throws -> Int? {
        let response = try client.get(urls.next(), headers: fields)
        return response.statusCode == 200 ? response.content.count : nil
    }
}

struct AsynchronousHTTPX: GrowthClient {
    private let client: HTTPX.AsyncClient
    private let urls: Rotation
    private let fields: Headers

    init(_ circumstance: Circumstance, _ assignment: Assignment) throws {
        client = try HTTPX.AsyncClient(ClientOptions(circumstance))
        urls = Rotation(circumstance.urls(assignment.url))
        fields = circumstance.fields
        circumstance.fill(client.cookies, for: "127.0.0.1")
    }

    func perform(_ assignment: Assignment) async throws -> Int? {
        let response = try await client.get(urls.next(), headers: fields)
        return response.statusCode == 200 ? response.content.count : nil
    }

    func read(_ url: String, begun: () -> Void) async throws {
        try await client.stream(.get, url) { response in
            begun()
            for try await _ in response.bytes {}
        }
    }
}

struct AIOHTTPSession: GrowthClient {
    private let session: ClientSession
    private let urls: Rotation
    private let fields: Headers

    init(_ circumstance: Circumstance, _ assignment: Assignment) throws {
        let connector = try TCPConnector(limit: circumstance.poolLimits.total ?? 0, keepaliveTimeout: 3600)
        session = try ClientSession(
            connector: connector, timeout: .unlimited, maxRedirects: circumstance.maxRedirects)
        urls = Rotation(circumstance.urls(assignment.url))
        fields = circumstance.fields
        circumstance.fill(session.cookieJar, for: "127.0.0.1")
    }

    func perform(_ assignment: Assignment) async throws -> Int? {
        try await session.get(urls.next(), headers: fields) { response in
            let body = try await response.read()
            return response.status == 200 ? body.count : nil
        }
    }

    func read(_ url: String, begun: () -> Void) async throws {
        try await session.get(url) { response in
            begun()
            for try await _ in response.content {}
        }
    }
}

extension ClientOptions {
    fileprivate init(_ circumstance: Circumstance) {
        self.init(
            timeout: .unlimited, followRedirects: true, maxRedirects: circumstance.maxRedirects,
            limits: circumstance.poolLimits)
    }
}

/// URLs, one after another and again from the first.
private final class Rotation: Sendable {
    private let urls: [String]
    private let index = Mutex(0)

    init(_ urls: [String]) {
        self.urls = urls
    }

    func next() -> String {
        index.withLock { index in
            defer { index = (index + 1) % urls.count }
            return urls[index]
        }
    }
}
