import FoundationEssentials
import HTTPValues

/// The difference between the JSON of a request and the value that a handler expects.
///
/// The description is sent to the client. It names places in the JSON and the kinds of values that JSON has. It leaves out
/// what the error reveals about the server, such as the names of its types.
struct JSONMismatch: CustomStringConvertible {
    let description: String

    /// Describes an error that decoding `bytes` has thrown.
    init(_ error: DecodingError, in bytes: Bytes) {
        description =
            switch error {
            case .keyNotFound(let key, let context): Self.text(context.codingPath + [key], "is missing")
            case .valueNotFound(_, let context): Self.text(context.codingPath, "is null")
            case .typeMismatch(let type, let context):
                Self.text(context.codingPath, Self.noun(for: type).map { "is not \($0)" } ?? "has the wrong type")
            case .dataCorrupted(let context) where context.codingPath.isEmpty: Self.syntaxError(in: bytes)
            case .dataCorrupted(let context): Self.text(context.codingPath, "has a value that is not allowed")
            @unknown default: "Unexpected JSON"
            }
    }

    private static func text(_ path: [any CodingKey], _ problem: String) -> String {
        "Unexpected JSON: \(path.isEmpty ? "the value" : Self.text(of: path)) \(problem)"
    }

    /// Foundation says neither where the JSON is malformed nor which number does not fit its type.
    private static func syntaxError(in bytes: Bytes) -> String {
        do throws(JSONError) {
            _ = try JSON(parsing: bytes)
            return "Unexpected JSON: a value is not allowed"
        } catch {
            return error.description
        }
    }

    /// The path as in `users[0].name` or `["a b"]`. Keys can come from the client, so a long path is cut.
    private static func text(of path: [any CodingKey]) -> String {
        var text = ""
        for key in path {
            if let index = key.intValue {
                text += "[\(index)]"
            } else if isPlain(key.stringValue) {
                text += text.isEmpty ? key.stringValue : "." + key.stringValue
            } else {
                text += "[" + JSON.string(key.stringValue).text(.spacedASCII) + "]"
            }
        }
        return text.utf8.count <= 200 ? text : text.prefix(200) + "…"
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
    }

    private static func noun(for type: any Any.Type) -> String? {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "a Boolean"
        case is any BinaryInteger.Type, is any BinaryFloatingPoint.Type, is Decimal.Type: "a number"
        case is [Any].Type: "an array"
        case is [String: Any].Type: "an object"
        default: nil
        }
    }
}
