import HTTPValues

extension Headers {
    /// Checks that these headers may follow a body (RFC 9110 section 6.5.1).
    ///
    /// - Throws: ``FetchError`` of kind `invalidRequest` that names the first that must not.
    func checkTrailers() throws(FetchError) {
        for field in fields where Self.neededBefore.contains(where: field.name.equalsIgnoringASCIICase) {
            throw FetchError(
                .invalidRequest, "'\(field.name)' cannot be a trailer, because it is needed before the body")
        }
    }

    /// What frames or routes the message, describes the body, carries credentials or is a condition.
    private static let neededBefore = [
        "Authorization", "Cache-Control", "Connection", "Content-Encoding", "Content-Length", "Content-Range",
        "Content-Type", "Cookie", "Expect", "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range",
        "If-Unmodified-Since", "Max-Forwards", "Pragma", "Proxy-Authorization", "Range", "TE", "Trailer",
        "Transfer-Encoding",
    ]
}
