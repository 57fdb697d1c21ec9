import HTTPValues

/// The response for the user, before a driver returns it.
struct Delivered {
    private let delivery: Call.Delivery
    private let transfer: Transfer
    private let transport: any Transport
    private let blocking: BlockingTransfer?

    init(
        _ delivery: Call.Delivery, _ transfer: Transfer, _ transport: any Transport, _ blocking: BlockingTransfer? = nil
    ) {
        self.delivery = delivery
        self.transfer = transfer
        self.transport = transport
        self.blocking = blocking
    }

    /// The event for a step that needs an exchange when there is none.
    static var nothing: Call.Event { .failed(.noResponse) }

    /// Returns the response with its complete, decoded body of at most `limit` bytes.
    func collected(by call: Call, limit: Int) throws(FetchError) -> FetchedResponse {
        do {
            let response = try whole()
            return FetchedResponse(response, decoded: try response.decodedBody(limit: limit), call.record)
        } catch {
            throw error.about(call.request.url.description)
        }
    }

    /// Returns the response with a body that is still to be read.
    func streamed(by call: Call) throws(FetchError) -> StreamedResponse {
        do {
            return try stream(call.record)
        } catch {
            transfer.cancel()
            throw error.about(call.request.url.description)
        }
    }

    private func whole() throws(FetchError) -> CollectedResponse {
        switch delivery {
        case .read(let response): return response
        case .unread:
            guard let response = try transfer.pollWhole()?.get() else { throw FetchError.noResponse }
            return response
        }
    }

    private func stream(_ record: CallRecord) throws(FetchError) -> StreamedResponse {
        switch delivery {
        case .read(let response):
            let replayed = Transfer(replaying: response)
            return try StreamedResponse(
                response.head, record, replayed, over: transport,
                blocking: blocking.map { BlockingTransfer(replaying: replayed, over: $0.transport) })
        case .unread:
            let head = try transfer.response.get()
            return try StreamedResponse(head, record, transfer, over: transport, blocking: blocking)
        }
    }
}

extension Transfer {
    /// The result of an attempt: the head of the response, or the error. A collected transfer fails if its body fails.
    var response: Result<ResponseHead, FetchError> {
        state.withLock { state in
            if case .collect = mode, case .failure(let error) = state.outcome { return .failure(error) }
            return state.pollHead()
        } ?? .failure(.noResponse)
    }

    /// Creates a transfer that has ended, with a response that has already been read.
    convenience init(replaying response: CollectedResponse) {
        self.init(mode: .stream)
        receive(response.head)
        if !response.body.isEmpty { _ = receive(response.body) }
        finish(.success(response.summary))
    }
}

extension FetchError {
    fileprivate static var noResponse: FetchError { FetchError(.disconnected, "There is no response yet") }
}
