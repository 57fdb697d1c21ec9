import Fetch
import HTTPValues

extension WireRequest {
    /// Refuses what libcurl takes and should not: a version that was not agreed on, and a switch that nobody asked for.
    ///
    /// - Throws: ``FetchError`` of kind `protocolViolation`.
    func check(_ answer: ResponseHead, over versions: HTTPVersions) throws(FetchError) {
        let isHTTP1 = answer.version.major == 1
        if !isHTTP1, !mayBeMultiplexed(over: versions) || !answer.reason.isEmpty {
            throw FetchError(
                .protocolViolation, "The server broke HTTP: it answered \(answer.version) on an HTTP/1.1 connection")
        }
        if answer.status == 101, !headers.contains("Upgrade") {
            throw FetchError(.protocolViolation, "The server broke HTTP: it switched protocols unasked")
        }
    }

    /// Whether it can go over HTTP/2, where libcurl makes the status line, without a reason.
    private func mayBeMultiplexed(over versions: HTTPVersions) -> Bool {
        switch versions {
        case .http1: false
        case .http2WhenNegotiated: url.isSecure
        case .http2PriorKnowledge: true
        }
    }
}
