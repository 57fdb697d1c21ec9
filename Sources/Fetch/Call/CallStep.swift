package import HTTPValues

/// What a call and its driver say to each other.
extension Call {
    /// What a driver does next.
    package enum Step {
        /// Runs the hooks for a request that is about to be sent; then ``Event/prepared(_:)``.
        case prepare(RequestHead, CallHooks)
        /// Sends a request; then ``Event/responded(_:)``.
        case send(Attempt)
        /// Runs the hooks for a response; then ``Event/shown``.
        case show(ResponseHead, RequestHead, CallHooks)
        /// Reads the body of a response that is not for the user, as far as that is cheaper than a new connection;
        /// then ``Event/drained(_:)``.
        case drain(ResponseHead)
        /// Reads the whole body of the response, of at most so many bytes; then ``Event/read(_:)``.
        case read(limit: Int)
        /// Waits; then ``Event/waited``.
        case wait(until: MonotonicTime)
        /// Hands the response to the user.
        case deliver(Delivery)
        /// Gives up: ends the exchange under way, if there is one, and throws.
        case fail(FetchError)
    }

    /// What a driver did.
    package enum Event {
        /// The driver was called.
        case begin
        /// The hooks ran, and this is the request now.
        case prepared(RequestHead)
        /// The head of the response arrived, or the exchange failed.
        case responded(Result<ResponseHead, FetchError>)
        /// The hooks saw the response.
        case shown
        /// The response, with as much of its body as was worth reading.
        case drained(CollectedResponse)
        /// The response with its whole body.
        case read(Result<CollectedResponse, FetchError>)
        /// The time has come.
        case waited
        /// Something else failed: a hook threw, or the task was cancelled.
        case failed(FetchError)
    }

    /// One sending of a request.
    package struct Attempt: Sendable {
        /// The request.
        package let wire: WireRequest
        /// Where its body comes from, when that is a sequence.
        let chunks: BodyChunks?
        /// What carries it.
        let transport: any Transport
    }

    /// Where the body of the user's response is.
    package enum Delivery {
        /// In the exchange, still to be read.
        case unread
        /// Here: it was read to decide whether this is the response for the user.
        case read(CollectedResponse)
    }
}
