import Foundation
import FoundationNetworking
import Measurement

/// Foundation's client. It has no way to trust a certificate authority of one's own on Linux, and cannot stream there.
struct FoundationClient: AsyncClient {
    private let session: URLSession
    private let url: URL
    private let json = Data(Assignment.jsonText.utf8)
    private let upload: Data

    init(_ assignment: Assignment) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = assignment.connectionLimit
        configuration.urlCache = nil
        session = URLSession(configuration: configuration)
        guard let url = URL(string: assignment.url) else { giveUp("no URL") }
        self.url = url
        upload = assignment.operation == .upload ? Data(count: Assignment.bigBodySize) : Data()
    }

    func perform(_ assignment: Assignment) async throws -> Int? {
        var request = URLRequest(url: url)
        let (body, response): (Data, URLResponse)
        switch assignment.operation {
        case .get, .stream:
            (body, response) = try await session.data(for: request)
        case .post:
            request.httpMethod = "POST"
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            (body, response) = try await session.upload(for: request, from: json)
        case .upload:
            request.httpMethod = "POST"
            (body, response) = try await session.upload(for: request, from: upload)
        }
        return (response as? HTTPURLResponse)?.statusCode == 200 ? body.count : nil
    }
}

do {
    let assignment = Assignment.fromCommandLine()
    let client = FoundationClient(assignment)
    try await Task.detached { try await measure(client, assignment) }.value
    exit(0)
} catch {
    giveUp("\(error)")
}
