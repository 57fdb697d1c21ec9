import CCurl
import Fetch

/// The fields of a request as libcurl takes them. A handle keeps them for its next request, which mostly has the same.
final class RequestFields {
    /// What the fields go with: libcurl adds some on its own account that are to be left out.
    struct Kind: Equatable {
        let hasBody: Bool
        let usesProxy: Bool
    }

    /// Whether they say that the connection must not be used again (RFC 9112 section 9.6).
    let haveClose: Bool
    private let headers: Headers
    private let kind: Kind
    private let lines: HeaderList

    init(_ headers: Headers, _ kind: Kind) {
        self.headers = headers
        self.kind = kind
        haveClose = headers.all("Connection").contains(where: \.hasCloseOption)
        var automatic = ["Accept"]
        if kind.usesProxy { automatic.append("Proxy-Connection") }
        if kind.hasBody { automatic += ["Expect", "Content-Type"] }
        lines = HeaderList(headers, suppressing: automatic.filter { !headers.contains($0) })
    }

    /// The first line.
    var list: UnsafeMutablePointer<curl_slist>? { lines.first }

    /// Whether these are `headers`.
    func are(_ headers: Headers, _ kind: Kind) -> Bool {
        self.kind == kind && self.headers.isIdentical(to: headers)
    }
}

extension String {
    /// Whether `close` is among the options of this value of `Connection`.
    fileprivate var hasCloseOption: Bool {
        guard utf8.contains(UInt8(ascii: ",")) else { return trimmingBlanks.equalsIgnoringASCIICase("close") }
        return split(separator: ",").contains { String($0).trimmingBlanks.equalsIgnoringASCIICase("close") }
    }
}
