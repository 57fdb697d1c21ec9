import Fetch
import Glibc
import HTTPValues

/// An implementation of HTTP/1.1. libcurl opens the connections for both.
public enum HTTP1Implementation: String, Sendable, Hashable, CaseIterable {
    /// Duet's own, which behaves the same with every libcurl.
    case duet
    /// libcurl's, as in Duet 0.1. It will be removed in the next release.
    case libcurl

    /// Returns the implementation in the options, or that of the environment.
    static func chosen(_ options: CurlOptions) throws(FetchError) -> HTTP1Implementation {
        if let chosen = options.http1 { return chosen }
        return try HTTP1Implementation(environment: getenv("DUET_HTTP1").map { String(cString: $0) })
    }

    /// - Parameter name: The value of the environment variable `DUET_HTTP1`, if there is one. The default is ``duet``.
    /// - Throws: ``FetchError`` of kind `invalidRequest` if it names no implementation.
    init(environment name: String?) throws(FetchError) {
        guard let implementation = name.map({ $0.isEmpty ? .duet : Self(rawValue: $0) }) ?? .duet else {
            let names = Self.allCases.map { "'\($0.rawValue)'" }.joined(separator: " or ")
            throw FetchError(
                .invalidRequest, "The environment variable DUET_HTTP1 is '\(name ?? "")', but must be \(names)")
        }
        self = implementation
    }
}
