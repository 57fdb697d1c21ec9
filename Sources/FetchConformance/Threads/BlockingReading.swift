import Fetch
import HTTPValues

/// A response read on a thread, chunk by chunk as a task requests them.
final class BlockingReading: Sendable {
    private enum Order: Sendable {
        case next(Delivery<Result<Bytes?, any Error>>)
        case leave(Delivery<Void>)
    }

    private let orders = Mailbox<Order>()
    private let opening = Delivery<Result<BlockingFetchStream, any Error>>()

    // MARK: On the thread

    func run(_ client: any BlockingFetchClient, _ request: FetchRequest) {
        var leaving: Delivery<Void>?
        do {
            try client.fetch(request) { response in
                opening.put(.success(response))
                leaving = obey(response)
            }
        } catch {
            opening.put(.failure(error))
        }
        leaving?.put(())
    }

    private func obey(_ response: BlockingFetchStream) -> Delivery<Void> {
        while true {
            switch orders.take() {
            case .next(let delivery): delivery.put(Result { try response.nextBytes() })
            case .leave(let delivery): return delivery
            }
        }
    }

    // MARK: In the task

    /// Waits for the response.
    func opened() async throws -> BlockingFetchStream {
        try await opening.take().get()
    }

    /// Leaves the closure in which the response is valid.
    func leave() async {
        await answer { .leave($0) }
    }

    private func answer<Value: Sendable>(_ order: (Delivery<Value>) -> Order) async -> Value {
        let delivery = Delivery<Value>()
        orders.put(order(delivery))
        return await delivery.take()
    }
}

extension BlockingReading: AsyncSequence {
    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(reading: self) }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let reading: BlockingReading

        mutating func next() async throws -> Bytes? {
            try await reading.answer { .next($0) }.get()
        }
    }
}
