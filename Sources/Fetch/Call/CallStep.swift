package import HTTPValues

/// The protocol between a call and its driver.
extension Call {
    /// The next action of a driver.
    package enum Step {
        /// Run the hooks for a request that is about to be sent, then report ``Event/prepared(_:)``.
        case prepare(RequestHead, CallHooks)
        /// Send a request, then report ``Event/responded(_:)``.
        case send(Attempt)
        /// Run the hooks for a response, then report ``Event/shown``.
        case show(ResponseHead, RequestHead, CallHooks)
        /// Read the body of a response that is not for the user, unless a new connection is cheaper, then report
        /// ``Event/drained(_:)``.
        case drain(ResponseHead)
        /// Read the whole response body of at most `limit` bytes, then report ``Event/read(_:)``.
        case read(limit: Int)
        /// Wait, then report ``Event/waited``.
        case wait(until: MonotonicTime)
        /// Return the response to the user.
        case deliver(Delivery)
        /// Cancel the current exchange, if any, and throw the error.
        case fail(FetchError)
    }

    /// The result of an action, reported by a driver.
    package enum Event {
        /// The driver has started.
        case begin
        /// The hooks ran and returned this request.
        case prepared(RequestHead)
        /// The head of the response arrived, or the exchange failed.
        case responded(Result<ResponseHead, FetchError>)
        /// The response hooks ran.
        case shown
        /// The response with the part of its body that was read.
        case drained(CollectedResponse)
        /// The response with its complete body.
        case read(Result<CollectedResponse, FetchError>)
        /// The wait is over.
        case waited
        /// Something other than an exchange failed: a hook threw or the task was cancelled.
        case failed(FetchError)
    }

    /// One attempt to send a request.
    package struct Attempt: Sendable {
        /// The request.
        package let wire: WireRequest
        /// The source of the body if it is a sequence.
        let chunks: BodyChunks?
        /// The transport to use.
        let transport: any Transport
    }

    /// The state of the body of the user's response.
    package enum Delivery {
        /// Not read yet.
        case unread
        /// Already read, to decide whether this is the response for the user.
        case read(CollectedResponse)
    }
}
