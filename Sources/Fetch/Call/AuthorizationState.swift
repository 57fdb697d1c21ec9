import HTTPValues

/// The authentication state of a call: the flow, once started, and a bound on the exchanges it requests.
final class AuthorizationState {
    private let credentials: Credentials
    private var flow: (any AuthenticationFlow)?
    private var exchanges = 0

    /// The maximum number of consecutive exchanges that a flow may request. Without a bound, a server that responds to
    /// every attempt with another challenge would keep the call going forever.
    private static let maximumExchanges = 10

    init(_ credentials: Credentials) {
        self.credentials = credentials
    }

    var needsResponseBody: Bool { flow?.needsResponseBody ?? false }

    /// Resets the number of exchanges, for a redirect or a retry.
    func startOver() {
        exchanges = 0
    }

    /// Adds credentials to `request`. Returns a request that must be sent first, if any.
    func authorize(_ request: inout RequestHead, body: EncodedBody) throws(FetchError)
        -> AuthenticationRequest?
    {
        let flow = flow ?? credentials.value.makeFlow()
        self.flow = flow
        let bytes = flow.needsRequestBody ? try Self.bytes(of: body) : nil
        do {
            guard let first = try flow.authorize(&request, body: bytes) else { return nil }
            try count()
            return first
        } catch {
            throw FetchError(callback: error)
        }
    }

    /// Passes the response to a request of the flow back to it.
    func receive(_ response: CollectedResponse) throws(FetchError) {
        do {
            try flow?.receive(response)
        } catch {
            throw FetchError(callback: error)
        }
    }

    /// Whether the flow wants the request sent again after `response`.
    func shouldResend(after response: ResponseHead, body: Bytes?) throws(FetchError) -> Bool {
        do {
            guard try flow?.shouldResend(after: response, body: body) == true else { return false }
            try count()
            return true
        } catch {
            throw FetchError(callback: error)
        }
    }

    private func count() throws(FetchError) {
        exchanges += 1
        guard exchanges <= Self.maximumExchanges else {
            throw FetchError(
                .callback, "The authentication asked for more than \(Self.maximumExchanges) exchanges in a row")
        }
    }

    private static func bytes(of body: EncodedBody) throws(FetchError) -> Bytes {
        switch body.wire {
        case .none: return Bytes()
        case .bytes(let bytes): return bytes
        case .file(let path, let offset, let length):
            return try FilePart.read(path, offset: offset, length: length)
        case .upload:
            throw FetchError(
                .invalidRequest, "The authentication needs the whole body, but the body is a stream; give it as bytes")
        }
    }
}
