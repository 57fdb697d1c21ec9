import AsyncHTTPClient
import Measurement
import NIOCore
import NIOSSL

/// AsyncHTTPClient, with as many connections as there are requests at once.
struct WorkgroupClient: AsyncClient {
    private static let hugeLimit = 1 << 30

    private let client: HTTPClient
    private let json = ByteBuffer(string: Assignment.jsonText)
    private let upload: ByteBuffer?

    init(_ assignment: Assignment) throws {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = assignment.connectionLimit
        if let path = assignment.authorities {
            configuration.tlsConfiguration = .makeClientConfiguration()
            configuration.tlsConfiguration?.trustRoots = .file(path)
        } else {
            configuration.httpVersion = .http1Only
        }
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        upload =
            assignment.operation == .upload ? ByteBuffer(repeating: 0, count: Assignment.bigBodySize) : nil
    }

    func perform(_ assignment: Assignment) async throws -> Int? {
        var request = HTTPClientRequest(url: assignment.url)
        switch assignment.operation {
        case .get, .stream:
            break
        case .post:
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(json)
        case .upload:
            request.method = .POST
            request.body = upload.map { .bytes($0) }
        }
        let response = try await client.execute(request, timeout: .seconds(60))
        guard response.status == .ok else { return nil }
        guard assignment.operation == .stream else {
            return try await response.body.collect(upTo: Self.hugeLimit).readableBytes
        }
        var length = 0
        for try await piece in response.body { length += piece.readableBytes }
        return length
    }
}
