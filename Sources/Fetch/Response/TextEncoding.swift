package import HTTPValues

extension Headers {
    /// The charset that the Content-Type names, known or not.
    package var charset: String? { first("Content-Type").flatMap { MediaType(parsing: $0).charset } }

    /// The encoding that the text of a body is read in: the charset that the Content-Type names, else UTF-8.
    ///
    /// A charset that is not known counts as none.
    package var textEncoding: String {
        charset.flatMap { Charset.named($0) == nil ? nil : $0 } ?? "utf-8"
    }
}
