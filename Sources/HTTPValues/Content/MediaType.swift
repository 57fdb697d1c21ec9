/// The value of a `Content-Type` field (RFC 9110 section 8.3.1), read leniently.
public struct MediaType: Sendable, Hashable {
    /// A parameter: its name in lower case, its value without quotes.
    public struct Parameter: Sendable, Hashable {
        public let name: String
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
        var parser = MediaTypeParser(text)
        let essence = parser.essence()
        let slash = essence.firstIndex(of: "/") ?? essence.endIndex
        type = essence[..<slash].lowercased()
        subtype = essence[slash...].dropFirst().lowercased()
        var parameters: [Parameter] = []
        while parameters.count < 64, let parameter = parser.parameter() {
            guard !parameter.name.isEmpty, !parameters.contains(where: { $0.name == parameter.name }) else { continue }
            parameters.append(parameter)
        }
        self.parameters = parameters
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

/// Reads a media type from the front of a text.
private struct MediaTypeParser {
    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
    }

    mutating func essence() -> String {
        take { $0 == ";" }.trimmingBlanks
    }

    /// The next parameter; its name is empty when it is malformed. Nil at the end.
    mutating func parameter() -> MediaType.Parameter? {
        guard rest.first == ";" else { return nil }
        rest.removeFirst()
        let name = take { $0 == ";" || $0 == "=" }.trimmingBlanks.lowercased()
        guard rest.first == "=" else { return MediaType.Parameter(name: "", value: "") }
        rest.removeFirst()
        return MediaType.Parameter(name: name, value: value())
    }

    private mutating func value() -> String {
        rest = rest.drop { $0 == " " || $0 == "\t" }
        guard rest.first == "\"" else { return String(take { $0 == ";" }.trimmingBlanks) }
        rest.removeFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            guard character == "\\", let escaped = rest.popFirst() else {
                value.append(character)
                continue
            }
            value.append(escaped)
        }
        _ = take { $0 == ";" }
        return value
    }

    private mutating func take(until stops: (Character) -> Bool) -> Substring {
        let taken = rest.prefix { !stops($0) }
        rest = rest[taken.endIndex...]
        return taken
    }
}
