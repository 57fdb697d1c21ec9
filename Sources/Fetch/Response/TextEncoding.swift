package import HTTPValues

extension Headers {
    /// The charset of the `Content-Type`, whether known or not.
    package var charset: String? { first("Content-Type").flatMap { MediaType(parsing: $0).charset } }

    /// The encoding used to decode a body as text: the charset of the `Content-Type` if it is known, otherwise UTF-8.
    package var textEncoding: String {
        charset.flatMap { Charset.named($0) == nil ? nil : $0 } ?? "utf-8"
    }
}
