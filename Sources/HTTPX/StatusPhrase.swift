import HTTPTypes

/// The standard reason phrases (RFC 9110 section 15), for HTTP/2, which sends none.
enum StatusPhrase {
    static func phrase(for status: Int) -> String {
        guard (100...999).contains(status) else { return "" }
        return HTTPResponse.Status(code: status).reasonPhrase
    }
}
