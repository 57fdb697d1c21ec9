import Fetch
public import FetchConformance
import HTTPValues
import HTTPX

/// Makes blocking clients in the httpx style. Each call runs on its own thread.
public struct HTTPXBlocking: SuiteClientMaker {
    public let name = "Client"
    public let style: Style? = .httpx
    /// A thread cannot be cancelled.
    public let abilities = Set<Ability>.all.subtracting([.cancellation, .streamedUpload])

    /// Creates the maker.
    public init() {}

    public func makeClient(_ choices: ClientChoices) throws(SuiteFailure) -> any SuiteClient {
        do {
            return HTTPXBlockingClient(client: try Client(ClientOptions(choices)))
        } catch {
            throw SuiteFailure(httpx: error)
        }
    }
}

private struct HTTPXBlockingClient: SuiteClient {
    let client: Client

    func send(_ request: SuiteRequest) async throws(SuiteFailure) -> SuiteResponse {
        let client = client
        return try await RealThread.run { () -> Result<SuiteResponse, SuiteFailure> in
            do {
                return .success(SuiteResponse(try client.send(FetchRequest(request))))
            } catch {
                return .failure(SuiteFailure(httpx: error))
            }
        }.get()
    }

    func stream(
        _ request: SuiteRequest,
        _ body: @escaping @Sendable (any SuiteStream) async throws(SuiteFailure) -> SuiteResponse
    ) async throws(SuiteFailure) -> SuiteResponse {
        let reading = BlockingReading()
        RealThread.start { [client] in reading.run(client, request) }
        let stream: HTTPXBlockingStream
        switch await reading.head() {
        case .success(let head): stream = HTTPXBlockingStream(head: head, reading: reading)
        case .failure(let failure): throw failure
        }
        do {
            let reply = try await body(stream)
            await reading.leave()
            return reply
        } catch {
            await reading.leave()
            throw error
        }
    }

    func close() async { client.close() }
}

private struct HTTPXBlockingStream: SuiteStream {
    let head: SuiteResponse
    let reading: BlockingReading

    func next() async throws(SuiteFailure) -> Bytes? { try await reading.next().get() }

    var trailers: Headers { get async { await reading.trailers() } }
}

/// A response read on a thread, chunk by chunk as a task requests them.
private final class BlockingReading: Sendable {
    private enum Order: Sendable {
        case next(Delivery<Result<Bytes?, SuiteFailure>>)
        case trailers(Delivery<Headers>)
        case leave(Delivery<Void>)
    }

    private let orders = Mailbox<Order>()
    private let heads = Mailbox<Result<SuiteResponse, SuiteFailure>>()

    // MARK: On the thread

    func run(_ client: Client, _ request: SuiteRequest) {
        var leaving: Delivery<Void>?
        do {
            try client.stream(FetchRequest(request)) { response in
                heads.put(.success(Self.reply(response)))
                leaving = obey(response)
            }
        } catch {
            heads.put(.failure(SuiteFailure(httpx: error)))
        }
        leaving?.put(())
    }

    private func obey(_ response: ResponseStream) -> Delivery<Void> {
        while true {
            switch orders.take() {
            case .next(let delivery): delivery.put(Self.piece(of: response))
            case .trailers(let delivery): delivery.put(response.trailers)
            case .leave(let delivery): return delivery
            }
        }
    }

    private static func piece(of response: ResponseStream) -> Result<Bytes?, SuiteFailure> {
        do {
            return .success(try response.nextBytes())
        } catch {
            return .failure(SuiteFailure(httpx: error))
        }
    }

    private static func reply(_ response: ResponseStream) -> SuiteResponse {
        SuiteResponse(
            status: response.statusCode, reason: response.reasonPhrase, version: response.httpVersion,
            headers: response.headers, body: Bytes(), text: nil, url: response.url.description,
            history: response.history.map { SuiteResponse($0) })
    }

    // MARK: In the task

    func head() async -> Result<SuiteResponse, SuiteFailure> {
        let heads = heads
        return await RealThread.run { heads.take() }
    }

    func next() async -> Result<Bytes?, SuiteFailure> {
        await answer { .next($0) }
    }

    func trailers() async -> Headers {
        await answer { .trailers($0) }
    }

    private func answer<Value: Sendable>(_ order: (Delivery<Value>) -> Order) async -> Value {
        let delivery = Delivery<Value>()
        orders.put(order(delivery))
        return await delivery.take()
    }

    /// Leaves the closure in which the response is valid.
    func leave() async {
        await answer { .leave($0) }
    }
}
