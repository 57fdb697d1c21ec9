import Fetch
public import FetchConformance
import HTTPValues
import HTTPX

/// Makes asynchronous clients in the httpx style.
public struct HTTPXAsync: SuiteClientMaker {
    public let name = "AsyncClient"
    public let style: Style? = .httpx

    /// Creates the maker.
    public init() {}

    public func makeClient(_ choices: ClientChoices) throws(SuiteFailure) -> any SuiteClient {
        do {
            return HTTPXAsyncClient(client: try AsyncClient(ClientOptions(choices)))
        } catch {
            throw SuiteFailure(httpx: error)
        }
    }
}

private struct HTTPXAsyncClient: SuiteClient {
    let client: AsyncClient

    func send(_ request: SuiteRequest) async throws(SuiteFailure) -> SuiteResponse {
        do {
            return SuiteResponse(try await client.send(FetchRequest(request)))
        } catch {
            throw SuiteFailure(httpx: error)
        }
    }

    func stream(
        _ request: SuiteRequest,
        _ body: @escaping @Sendable (any SuiteStream) async throws(SuiteFailure) -> SuiteResponse
    ) async throws(SuiteFailure) -> SuiteResponse {
        do {
            return try await client.stream(FetchRequest(request)) { response in
                try await body(HTTPXAsyncStream(response))
            }
        } catch {
            throw SuiteFailure(httpx: error)
        }
    }

    func close() async { client.close() }
}

private struct HTTPXAsyncStream: SuiteStream {
    let response: AsyncResponseStream
    let head: SuiteResponse

    init(_ response: AsyncResponseStream) {
        self.response = response
        head = SuiteResponse(
            status: response.statusCode, reason: response.reasonPhrase, version: response.httpVersion,
            headers: response.headers, body: Bytes(), text: nil, url: response.url.description,
            history: response.history.map { SuiteResponse($0) })
    }

    func next() async throws(SuiteFailure) -> Bytes? {
        do {
            var iterator = response.bytes.makeAsyncIterator()
            return try await iterator.next()
        } catch {
            throw SuiteFailure(httpx: error)
        }
    }

    var trailers: Headers { get async { response.trailers } }
}
