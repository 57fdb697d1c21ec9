import AIOHTTPClient
import Fetch
import HTTPX
import Measurement

private let jsonBody = Bytes(Assignment.jsonText)

private var bigBody: RequestBody {
    .bytes(Bytes([UInt8](repeating: UInt8(ascii: "a"), count: Assignment.bigBodySize)))
}

struct BlockingHTTPX: BlockingClient {
    private let client: HTTPX.Client
    private let upload: RequestBody?

    init(_ assignment: Assignment) throws {
        client = try HTTPX.Client(ClientOptions(assignment))
        upload = assignment.operation == .upload ? bigBody : nil
    }

    func perform(_ assignment: Assignment) throws -> Int? {
        let response: Response
        switch assignment.operation {
        case .get:
            response = try client.get(assignment.url)
        case .post:
            response = try client.post(assignment.url, body: .bytes(jsonBody, contentType: "application/json"))
        case .upload:
            response = try client.post(assignment.url, body: upload)
        case .stream:
            return try client.stream(.get, assignment.url) { response in
                var length = 0
                try response.forEachBytes { length += $0.count }
                return response.statusCode == 200 ? length : nil
            }
        }
        return response.statusCode == 200 ? response.content.count : nil
    }
}

/// An asynchronous client of Duet: gathers with ``Fetch/gather(_:limit:_:)`` and has an executor to offer.
protocol DuetClient: Measurement.AsyncClient {
    associatedtype Executor: TaskExecutor
    var executor: Executor { get }
}

extension DuetClient {
    func gather(
        _ count: Int, limit: Int, _ operation: @escaping @Sendable () async throws -> Double
    ) async throws -> [Double] {
        try await Fetch.gather(0..<count, limit: limit) { _ in try await operation() }
    }
}

struct AsynchronousHTTPX: DuetClient {
    private let client: HTTPX.AsyncClient
    private let upload: RequestBody?

    init(_ assignment: Assignment) throws {
        client = try HTTPX.AsyncClient(ClientOptions(assignment))
        upload = assignment.operation == .upload ? bigBody : nil
    }

    var executor: some TaskExecutor { client.executor }

    func perform(_ assignment: Assignment) async throws -> Int? {
        let response: Response
        switch assignment.operation {
        case .get:
            response = try await client.get(assignment.url)
        case .post:
            response = try await client.post(assignment.url, body: .bytes(jsonBody, contentType: "application/json"))
        case .upload:
            response = try await client.post(assignment.url, body: upload)
        case .stream:
            return try await client.stream(.get, assignment.url) { response in
                var length = 0
                for try await piece in response.bytes { length += piece.count }
                return response.statusCode == 200 ? length : nil
            }
        }
        return response.statusCode == 200 ? response.content.count : nil
    }
}

struct AIOHTTPSession: DuetClient {
    private let session: ClientSession
    private let upload: RequestBody?

    init(_ assignment: Assignment) throws {
        let connector = try TCPConnector(
            limit: assignment.connectionLimit, ssl: assignment.authorities.map { .authorities(path: $0) } ?? .system,
            versions: assignment.authorities == nil ? .http1 : .http2)
        session = try ClientSession(connector: connector)
        upload = assignment.operation == .upload ? bigBody : nil
    }

    var executor: some TaskExecutor { session.executor }

    func perform(_ assignment: Assignment) async throws -> Int? {
        switch assignment.operation {
        case .get:
            return try await session.get(assignment.url, length(of:))
        case .post:
            let body = RequestBody.bytes(jsonBody, contentType: "application/json")
            return try await session.post(assignment.url, data: body, length(of:))
        case .upload:
            return try await session.post(assignment.url, data: upload, length(of:))
        case .stream:
            return try await session.get(assignment.url) { response in
                var length = 0
                for try await piece in response.content { length += piece.count }
                return response.status == 200 ? length : nil
            }
        }
    }
}

private func length(of response: ClientResponse) async throws -> Int? {
    let body = try await response.read()
    return response.status == 200 ? body.count : nil
}

extension ClientOptions {
    fileprivate init(_ assignment: Assignment) {
        self.init(
            verify: assignment.authorities.map { .authorities(path: $0) } ?? .system,
            versions: assignment.authorities == nil ? .http1 : .http2,
            limits: PoolLimits(total: assignment.connectionLimit))
    }
}
