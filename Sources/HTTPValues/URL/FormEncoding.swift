/// The format `application/x-www-form-urlencoded` (https://url.spec.whatwg.org/#application/x-www-form-urlencoded) as
/// written and parsed by httpx and aiohttp.
package enum FormEncoding {
    /// Encodes `fields`. Escapes all but unreserved characters and writes a space as `+`. The httpx dialect groups
    /// values by name; the aiohttp dialect keeps the order.
    package static func encode(_ fields: QueryParameters, dialect: URLDialect = .httpx) -> String {
        encode(dialect.rules.ordered(fields), with: HTTPXURLRules().encodings.parameter)
    }

    static func encode(_ pairs: [(String, String)], with encoding: PercentEncoding) -> String {
        var text = ""
        for (name, value) in pairs {
            if !text.isEmpty { text += "&" }
            text += encoding.encode(name)
            text += "="
            text += encoding.encode(value)
        }
        return text
    }

    /// Decodes `text`. Ill-formed UTF-8 becomes U+FFFD, a name without `=` gets an empty value, empty fields are
    /// skipped.
    package static func decode(_ text: String) -> [(String, String)] {
        text.utf8.split(separator: UInt8(ascii: "&")).map { field in
            let equals = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
            let name = Substring(field[..<equals])
            let value = Substring(field[equals...].dropFirst())
            return (
                PercentDecoding.decode(name, plusIsSpace: true), PercentDecoding.decode(value, plusIsSpace: true)
            )
        }
    }

    /// Decodes a UTF-8 request body.
    package static func decode(_ bytes: Bytes) -> [(String, String)] {
        decode(bytes.utf8Text)
    }
}
