import CCurl
import Fetch
import HTTPValues

/// The fields of a request as libcurl takes them. A handle keeps them for its next request, which mostly has the same.
final class RequestFields {
    /// What the fields go with: libcurl adds some on its own account that are to be left out.
    struct Kind: Equatable {
        let hasBody: Bool
        let usesProxy: Bool

        /// What libcurl adds.
        fileprivate var automatic: [String] {
            switch (hasBody, usesProxy) {
            case (false, false): ["Accept"]
            case (true, false): ["Accept", "Expect", "Content-Type"]
            case (false, true): ["Accept", "Proxy-Connection"]
            case (true, true): ["Accept", "Expect", "Content-Type", "Proxy-Connection"]
            }
        }
    }

    /// Whether they say that the connection must not be used again (RFC 9112 section 9.6).
    let endsConnection: Bool
    private let headers: Headers
    private let kind: Kind
    private let lines: HeaderList

    init(_ headers: Headers, _ kind: Kind) {
        self.headers = headers
        self.kind = kind
        endsConnection = headers["Connection"]?.hasCloseOption == true
        lines = HeaderList(headers, suppressing: kind.automatic.filter { !headers.contains($0) })
    }

    /// The first line.
    var list: UnsafeMutablePointer<curl_slist>? { lines.first }

    /// Whether they were made of `headers` and nothing else.
    func lists(_ headers: Headers, _ kind: Kind) -> Bool {
        self.kind == kind && self.headers.isIdentical(to: headers)
    }
}

extension String {
    /// Whether `close` is among the options of this value of `Connection`.
    fileprivate var hasCloseOption: Bool {
        if equalsIgnoringASCIICase("keep-alive") { return false }  // what most say
        guard utf8.contains(UInt8(ascii: ",")) else { return trimmingBlanks.equalsIgnoringASCIICase("close") }
        return split(separator: ",").contains { String($0).trimmingBlanks.equalsIgnoringASCIICase("close") }
    }
}
