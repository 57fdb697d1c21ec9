/// How the end of a body is found (RFC 9112 section 6).
package enum BodyFraming: Sendable, Hashable {
    /// There is no body, and no header speaks of one.
    case none
    /// So many bytes: `Content-Length`.
    case length(Int)
    /// Chunks, and trailers behind them: `Transfer-Encoding: chunked`.
    case chunked
    /// All that comes until the connection closes; only in responses.
    case untilClose

    /// The length of the body, when it is known beforehand.
    package var length: Int? {
        switch self {
        case .none: 0
        case .length(let length): length
        case .chunked, .untilClose: nil
        }
    }
}

extension Headers {
    /// The length that `Content-Length` states. The same length more than once is one length (RFC 9110 section 8.6);
    /// anything else that is not one number is an error, or the next message on the connection could be anyone's.
    var statedLength: Int? {
        get throws(HTTP1Violation) {
            if let length = number("Content-Length") { return length }
            guard let all = self["Content-Length"] else { return nil }
            let stated = all.listElements
            for digits in stated {
                guard !digits.isEmpty, digits.utf8.allSatisfy(\.isASCIIDigit) else {
                    throw HTTP1Violation("bad Content-Length")
                }
                guard digits == stated[0] else { throw HTTP1Violation("conflicting Content-Length headers") }
            }
            guard let length = Int(stated[0]) else { throw HTTP1Violation("Content-Length out of range") }
            return length
        }
    }

    /// Whether a line of `name` lists `token`, whatever its case (RFC 9110 section 5.6.1).
    package func list(_ name: String, contains token: String) -> Bool {
        contains(name) && all(name).contains { line in line.listTokens.contains { $0.equalsIgnoringASCIICase(token) } }
    }
}
