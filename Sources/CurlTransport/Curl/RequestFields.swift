import CCurl
import Fetch
import HTTPValues

/// The headers of a request as a libcurl list. A handle keeps them for its next request, which usually has the same.
final class RequestFields {
    /// The properties of a request that decide which headers libcurl adds on its own. These are suppressed.
    struct Kind: Equatable {
        let hasBody: Bool
        let usesProxy: Bool

        /// The headers that libcurl adds.
        fileprivate var automatic: [String] {
            switch (hasBody, usesProxy) {
            case (false, false): ["Accept"]
            case (true, false): ["Accept", "Expect", "Content-Type"]
            case (false, true): ["Accept", "Proxy-Connection"]
            case (true, true): ["Accept", "Expect", "Content-Type", "Proxy-Connection"]
            }
        }
    }

    /// Whether the headers forbid reuse of the connection (RFC 9112 section 9.6).
    let endsConnection: Bool
    private let headers: Headers
    private let kind: Kind
    private let lines: HeaderList

    init(_ headers: Headers, _ kind: Kind) {
        self.headers = headers
        self.kind = kind
        endsConnection = headers["Connection"]?.hasCloseOption == true
        lines = HeaderList(
            headers, suppressing: kind.automatic.filter { !headers.contains($0) },
            joinsConnection: CurlLibrary.quirks.movesConnectionHeader)
    }

    /// The first line.
    var list: UnsafeMutablePointer<curl_slist>? { lines.first }

    /// Whether the list was created from the same `headers` and `kind`.
    func lists(_ headers: Headers, _ kind: Kind) -> Bool {
        self.kind == kind && self.headers.isIdentical(to: headers)
    }
}

extension String {
    /// Whether this value of `Connection` contains the option `close`.
    fileprivate var hasCloseOption: Bool {
        if equalsIgnoringASCIICase("keep-alive") { return false }  // the most common value
        guard utf8.contains(UInt8(ascii: ",")) else { return trimmingBlanks.equalsIgnoringASCIICase("close") }
        return split(separator: ",").contains { String($0).trimmingBlanks.equalsIgnoringASCIICase("close") }
    }
}
