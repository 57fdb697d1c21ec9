/// The value of a `Content-Type` field (RFC 9110 section 8.3.1), read leniently.
public struct MediaType: Sendable, Hashable {
    /// A parameter.
    public struct Parameter: Sendable, Hashable {
        /// The name, lower-case.
        public let name: String
        /// The value, without quotes and escapes.
        public let value: String
    }

    /// Such as `text`; lower-case, empty when missing.
    public let type: String
    /// Such as `html` or `vnd.api+json`; lower-case, empty when missing.
    public let subtype: String
    /// In order, at most 64; a repeated name counts once, with its first value.
    public let parameters: [Parameter]

    /// Reads `text`; whatever is malformed is left out.
    public init(parsing text: String) {
        let value = ParameterizedValue(parsing: text, escapes: .all)
        let slash = value.value.firstIndex(of: "/") ?? value.value.endIndex
        type = String(value.value[..<slash])
        subtype = String(value.value[slash...].dropFirst())
        parameters = value.parameters
    }

    /// Type and subtype, such as `text/html`.
    public var essence: String { subtype.isEmpty ? type : type + "/" + subtype }

    /// The value of the parameter `name`, whose case does not matter.
    public func parameter(_ name: String) -> String? {
        parameters.first { $0.name.equalsIgnoringASCIICase(name) }?.value
    }

    /// The label of the character set as it was sent, known or not.
    public var charset: String? {
        guard let label = parameter("charset"), !label.isEmpty else { return nil }
        return label
    }

    /// Whether this is `application/json` or has the suffix `+json` (RFC 6839 section 3.1).
    public var isJSON: Bool { essence == "application/json" || subtype.hasSuffix("+json") }
}
