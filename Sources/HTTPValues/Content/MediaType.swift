/// The value of a `Content-Type` header (RFC 9110 section 8.3.1), parsed leniently.
package struct MediaType: Sendable, Hashable {
    /// A parameter.
    package struct Parameter: Sendable, Hashable {
        /// The name, in lowercase.
        package let name: String
        /// The value, without quotes and escapes.
        package let value: String
    }

    /// The type in lowercase, such as `text`. Empty if missing.
    package let type: String
    /// The subtype in lowercase, such as `html` or `vnd.api+json`. Empty if missing.
    package let subtype: String
    /// The parameters in order, at most 64. A repeated name counts once, with its first value.
    package let parameters: [Parameter]

    /// Parses `text`, skipping malformed parts.
    package init(parsing text: String) {
        let value = ParameterizedValue(parsing: text, escapes: .all)
        let slash = value.value.firstIndex(of: "/") ?? value.value.endIndex
        type = String(value.value[..<slash])
        subtype = String(value.value[slash...].dropFirst())
        parameters = value.parameters
    }

    /// The type and subtype, such as `text/html`.
    package var essence: String { subtype.isEmpty ? type : type + "/" + subtype }

    /// The value of the parameter `name`, ignoring case.
    package func parameter(_ name: String) -> String? {
        parameters.first { $0.name.equalsIgnoringASCIICase(name) }?.value
    }

    /// The `charset` parameter as sent, even if unknown.
    package var charset: String? {
        guard let label = parameter("charset"), !label.isEmpty else { return nil }
        return label
    }

    /// Whether this is `application/json` or has the suffix `+json` (RFC 6839 section 3.1).
    package var isJSON: Bool { essence == "application/json" || subtype.hasSuffix("+json") }
}
