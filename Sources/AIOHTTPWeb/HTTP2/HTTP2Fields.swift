import HTTPValues
import NIOHPACK

extension ReceivedRequestHead {
    /// Creates the head of an HTTP/2 request (RFC 9113 section 8.3.1), with the same checks as for HTTP/1.1.
    init(_ fields: HPACKHeaders, limits: HTTP1Limits) throws(HTTP1Violation) {
        var method = ""
        var target = ""
        var authority: String?
        var headers: [(String, String)] = []
        headers.reserveCapacity(fields.count)
        for field in fields {
            switch field.name {
            case ":method": method = field.value
            case ":path": target = field.value
            case ":authority": authority = field.value
            case _ where field.name.hasByte(":"): break
            default: headers.append((field.name, field.value))
            }
        }
        if let authority {
            // Two different names for the server would make the request ambiguous.
            let hosts = headers.filter { $0.0 == "host" }
            guard hosts.allSatisfy({ $0.1.equalsIgnoringASCIICase(authority) }) else {
                throw HTTP1Violation("Host differs from :authority")
            }
            if hosts.isEmpty { headers.insert(("host", authority), at: 0) }
        }
        // CONNECT has no path (RFC 9113 section 8.5).
        if method == "CONNECT" { target = authority ?? "" }
        try self.init(
            method: method, target: target, version: .http2, headers: Headers(headers), limits: limits)
    }
}

extension Headers {
    /// Creates headers from an HTTP/2 trailer section.
    init(_ fields: HPACKHeaders) {
        self.init(fields.map { ($0.name, $0.value) })
    }
}

extension HPACKHeaders {
    /// Creates fields from validated headers: in lowercase, and only those HTTP/2 allows (RFC 9113 section 8.2.2).
    init(_ headers: Headers) {
        self.init()
        reserveCapacity(headers.count + 4)
        for field in headers.fields {
            let name = field.name.asciiLowercased
            if !Self.connectionSpecific.contains(name) { add(name: name, value: field.value) }
        }
    }

    private static let connectionSpecific: Set<String> = [
        "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade",
    ]

    /// Creates the head of a response.
    ///
    /// - Parameters:
    ///   - serverName: The value of `Server` if the response has none.
    ///   - date: The value of `Date` if the response has none.
    init(_ response: Web.Response, _ plan: ResponsePlan, serverName: String?, date: [UInt8]) {
        self.init([(":status", String(response.status))])
        for field in HPACKHeaders(response.headers) where field.name != "content-length" {
            add(name: field.name, value: field.value)
        }
        if case .length(let length) = plan.framing { add(name: "content-length", value: String(length)) }
        if !contains(name: "date") { add(name: "date", value: String(decoding: date, as: UTF8.self)) }
        if let serverName, !contains(name: "server") { add(name: "server", value: serverName) }
    }
}
