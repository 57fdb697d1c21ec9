/// How the end of a body is determined (RFC 9112 section 6).
package enum BodyFraming: Sendable, Hashable {
    /// There is no body, and no header for one.
    case none
    /// This many bytes: `Content-Length`.
    case length(Int)
    /// Chunks, followed by trailers: `Transfer-Encoding: chunked`.
    case chunked
    /// Everything until the connection closes. Only in responses.
    case untilClose

    /// The length of the body, if known in advance.
    package var length: Int? {
        switch self {
        case .none: 0
        case .length(let length): length
        case .chunked, .untilClose: nil
        }
    }
}

extension Headers {
    /// The length in `Content-Length`. Repeating the same length is allowed (RFC 9110 section 8.6). Anything else that
    /// is not a single number is an error, because it would be ambiguous where the next message begins.
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

    /// Whether a line of `name` lists `token`, ignoring case (RFC 9110 section 5.6.1).
    package func list(_ name: String, contains token: String) -> Bool {
        var place = index(of: name)
        while let found = place {
            if withValue(at: found, { value in token.withUTF8Bytes { value.list(contains: $0) } }) { return true }
            place = index(of: name, after: found)
        }
        return false
    }
}
