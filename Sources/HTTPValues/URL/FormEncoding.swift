/// The format `application/x-www-form-urlencoded` (https://url.spec.whatwg.org/#application/x-www-form-urlencoded) as
/// both originals write and read it.
public enum FormEncoding {
    /// `fields` with all but unreserved characters escaped, a space as `+`. The dialect of httpx puts the values of one
    /// name together, that of aiohttp keeps the order.
    public static func encode(_ fields: QueryParameters, dialect: URLDialect = .httpx) -> String {
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

    /// The names and values of `text`: `&` between them, `+` for a space, ill-formed UTF-8 as U+FFFD. A name without
    /// `=` has an empty value; nothing between two `&` is no field.
    public static func decode(_ text: String) -> [(String, String)] {
        text.utf8.split(separator: UInt8(ascii: "&")).map { field in
            let equals = field.firstIndex(of: UInt8(ascii: "=")) ?? field.endIndex
            let name = Substring(field[..<equals])
            let value = Substring(field[equals...].dropFirst())
            return (
                PercentDecoding.decode(name, plusIsSpace: true), PercentDecoding.decode(value, plusIsSpace: true)
            )
        }
    }

    /// The names and values of a request body, read as UTF-8.
    public static func decode(_ bytes: Bytes) -> [(String, String)] {
        decode(bytes.utf8Text)
    }
}
