/// The methods accepted in a request line.
enum RequestMethod {
    /// Returns the method spelled by `bytes`, or nil if it is not registered. Case-sensitive (RFC 9110 section 9.1).
    static func name(of bytes: UnsafeRawBufferPointer) -> String? {
        switch bytes.count {
        case 3 where bytes.spell("GET"): return "GET"
        case 4 where bytes.spell("POST"): return "POST"
        default:
            guard bytes.count <= 17, bytes.allSatisfy(\.isTokenByte) else { return nil }
            let name = String(decoding: bytes, as: UTF8.self)
            return registered.contains(name) ? name : nil
        }
    }

    /// The methods of the IANA registry, and a few that proxies and UPnP use.
    private static let registered: Set<String> = [
        "ACL", "BASELINE-CONTROL", "BIND", "CHECKIN", "CHECKOUT", "CONNECT", "COPY", "DELETE", "GET", "HEAD", "LABEL",
        "LINK", "LOCK", "MERGE", "MKACTIVITY", "MKCALENDAR", "MKCOL", "MKREDIRECTREF", "MKWORKSPACE", "MOVE",
        "OPTIONS", "ORDERPATCH", "PATCH", "POST", "PROPFIND", "PROPPATCH", "PUT", "QUERY", "REBIND", "REPORT",
        "SEARCH", "TRACE", "UNBIND", "UNCHECKOUT", "UNLINK", "UNLOCK", "UPDATE", "UPDATEREDIRECTREF",
        "VERSION-CONTROL", "M-SEARCH", "NOTIFY", "PURGE", "SUBSCRIBE", "UNSUBSCRIBE",
    ]
}
