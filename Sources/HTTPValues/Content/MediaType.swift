/// The value of a `Content-Type` field (RFC 9110 section 8.3.1), read leniently.
package struct MediaType: Sendable, Hashable {
    /// A parameter.
    package struct Parameter: Sendable, Hashable {
        /// The name, lower-case.
        package let name: String
        /// The value, without quotes and escapes.
        package let value: String
    }

    /// The type, such as `text`; lower-case, empty if missing.
    package let type: String
    /// The subtype, such as `html` or `vnd.api+json`; lower-case, empty if missing.
    package let subtype: String
    /// The parameters in order, at most 64, each name with its first value.
    package let parameters: [Parameter]

    /// Parses `text`, skipping what is malformed.
    package init(parsing text: String) {
        let value = ParameterizedValue(parsing: text, escapes: .all)
        let slash = value.value.firstIndex(of: "/") ?? value.value.endIndex
        type = String(value.value[..<slash])
        subtype = String(value.value[slash...].dropFirst())
        parameters = value.parameters
    }

    /// Type and subtype, such as `text/html`.
    package var essence: String { subtype.isEmpty ? type : type + "/" + subtype }

    /// The value of the parameter `name`, in any case.
    package func parameter(_ name: String) -> String? {
        parameters.first { $0.name.equalsIgnoringASCIICase(name) }?.value
    }

    /// The `charset` parameter as it was sent, even if unknown.
    package var charset: String? {
        guard let label = parameter("charset"), !label.isEmpty else { return nil }
        return label
    }

    /// Whether this is `application/json` or has the suffix `+json` (RFC 6839 section 3.1).
    package var isJSON: Bool { essence == "application/json" || subtype.hasSuffix("+json") }
}
