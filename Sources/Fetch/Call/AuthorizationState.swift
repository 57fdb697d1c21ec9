import HTTPValues

/// The authentication of a call on its way: the flow, once it has started, and a bound on what it asks for.
final class AuthorizationState {
    private let credentials: Credentials
    private var flow: (any AuthenticationFlow)?
    private var exchanges = 0

    /// The most exchanges that a flow may ask for in a row. A server that answers every attempt with another challenge
    /// would keep the call going for ever.
    private static let maximumExchanges = 10

    init(_ credentials: Credentials) {
        self.credentials = credentials
    }

    var needsResponseBody: Bool { flow?.needsResponseBody ?? false }

    /// Allows the flow as many exchanges as at the start: another URL is asked.
    func startOver() {
        exchanges = 0
    }

    /// Puts credentials on `request`; gives the request that has to be sent first, if there is one.
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

    /// Gives the flow the response to its own request.
    func receive(_ response: CollectedResponse) throws(FetchError) {
        do {
            try flow?.receive(response)
        } catch {
            throw FetchError(callback: error)
        }
    }

    /// Whether the flow has an answer to `response`.
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
