import Fetch
import HTTPValues

/// Rejects responses that libcurl wrongly accepts: a version that was not negotiated, or an unrequested 101.
struct ResponseRules {
    /// The HTTP versions offered.
    let versions: HTTPVersions

    /// Checks the head of the response to `request`.
    ///
    /// - Throws: ``FetchError`` of kind `protocolViolation`.
    func check(_ response: ResponseHead, to request: WireRequest) throws(FetchError) {
        let isHTTP1 = response.version.major == 1
        if !isHTTP1, !mayBeMultiplexed(request) || !response.reason.isEmpty {
            throw FetchError(
                .protocolViolation, "The server broke HTTP: it answered \(response.version) on an HTTP/1.1 connection")
        }
        if response.status == 101, !request.headers.contains("Upgrade") {
            throw FetchError(.protocolViolation, "The server broke HTTP: it switched protocols unasked")
        }
    }

    /// Whether `request` may use HTTP/2. libcurl then generates the status line, without a reason phrase.
    private func mayBeMultiplexed(_ request: WireRequest) -> Bool {
        switch versions {
        case .http1: false
        case .http2: request.url.isSecure
        case .http2PriorKnowledge: true
        }
    }
}
