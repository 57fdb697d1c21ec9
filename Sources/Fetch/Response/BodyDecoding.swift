package import HTTPValues

extension Bytes {
    /// Decodes text. An unknown encoding is read as UTF-8, and invalid bytes become U+FFFD.
    package func text(in encoding: String) -> String {
        let charset = Charset.named(encoding) ?? .utf8
        return (try? charset.decode(self, errors: .replace)) ?? utf8Text
    }
}
