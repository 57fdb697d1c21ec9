import Foundation
import HTTPX
import Loopback
import Testing

/// Failures, caught as a program would.
@Suite("Errors of HTTPX")
struct ErrorTests {
    private let client: AsyncClient

    init() async throws { client = try await AsyncClient(baseURL: Loopback.url) }

    @Test("A failure is caught by its kind", arguments: ["slow", "down"])
    func kinds(failure: String) async throws {
        let closed = try await Loopback.closedURL
        var caught = ""
        do {
            try await client.get(failure == "slow" ? "/slow" : closed, timeout: Timeout(5, read: 0.5))
        } catch RequestError.readTimeout {
            caught = "slow"
        } catch RequestError.connectError {
            caught = "down"
        }
        #expect(caught == failure)
    }

    @Test("A failure is caught by its type", arguments: ["/slow", "/status/404"])
    func types(path: String) async throws {
        var caught = ""
        do {
            try await client.get(path, timeout: Timeout(5, read: 0.5)).raiseForStatus()
        } catch let error as RequestError where error.isTimeout {
            caught = "/slow"
        } catch let error as HTTPStatusError {
            caught = "/status/\(error.response.statusCode)"
        } catch {
            caught = "\(error)"
        }
        #expect(caught == path)
    }

    @Test("Foundation describes a failure in words")
    func description() async throws {
        let error = await #expect(throws: RequestError.self) {
            try await client.get("/slow", timeout: Timeout(5, read: 0.05))
        }
        #expect(error?.localizedDescription.hasPrefix("ReadTimeout: ") == true)
        let missing = try await client.get("/status/404")
        let status = #expect(throws: HTTPStatusError.self) { try missing.raiseForStatus() }
        #expect(status?.localizedDescription.hasPrefix("Client error '404 Not Found'") == true)
    }

    @Test("Invalid JSON and invalid URLs are caught by type")
    func values() async throws {
        let response = try await client.get("/lines")
        #expect(throws: JSONError.self) { try response.json }
        #expect(throws: InvalidURL.self) { try FetchURL("http://[::1/") }
    }
}
