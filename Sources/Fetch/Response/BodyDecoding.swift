package import FoundationEssentials
package import HTTPValues

extension Bytes {
    /// Decodes a value from JSON.
    ///
    /// - Throws: `DecodingError`.
    package func decodedJSON<Value: Decodable>(_ type: Value.Type, by decoder: JSONDecoder) throws -> Value {
        try decoder.decode(type, from: withUnsafeBytes { Data($0) })
    }

    /// Decodes text. An unknown encoding is read as UTF-8, and invalid bytes become U+FFFD.
    package func text(in encoding: String) -> String {
        let charset = Charset.named(encoding) ?? .utf8
        return (try? charset.decode(self, errors: .replace)) ?? utf8Text
    }
}
