import HTTPValues

/// The path of a route with its variable parts, as in `/user/{name}/files/{tail:.*}`.
struct RoutePattern: Sendable {
    private enum Part: Sendable {
        case literal(String)
        case variable(name: String, constraint: Constraint)
    }

    /// The values that a variable part matches.
    private enum Constraint: Sendable {
        /// One or more bytes except `/`: the default.
        case segment
        /// Any bytes, or none: `.*`
        case anything
        /// One or more bytes: `.+`
        case something
        /// One or more digits: `\d+`, `[0-9]+`
        case digits
        case expression(Expression)
    }

    /// A regular expression from the application.
    private struct Expression: @unchecked Sendable {
        // Sendable because it is created from a string alone, without custom matchers, and never modified.
        let regex: Regex<AnyRegexOutput>
    }

    /// The path as written by the application.
    let text: String
    private let parts: [Part]

    /// The reason a path is not a valid pattern.
    struct SyntaxError: Error, CustomStringConvertible {
        let description: String
    }

    init(_ text: String) throws {
        guard text.hasPrefix("/") else { throw SyntaxError(description: "the path \"\(text)\" does not begin with /") }
        self.text = text
        var parts: [Part] = []
        var rest = Substring(text)
        while let brace = rest.firstIndex(of: "{") {
            if brace != rest.startIndex { parts.append(.literal(RoutePattern.canonical(String(rest[..<brace])))) }
            let (inner, after) = try Self.variable(rest[brace...])
            let pieces = inner.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(pieces[0])
            guard name.isIdentifier else { throw SyntaxError(description: "\"\(name)\" in \(text) is no identifier") }
            parts.append(.variable(name: name, constraint: try Self.constraint(pieces.count == 2 ? pieces[1] : nil)))
            rest = after
        }
        guard !rest.contains("}") else { throw SyntaxError(description: "unbalanced braces in \(text)") }
        if !rest.isEmpty { parts.append(.literal(RoutePattern.canonical(String(rest)))) }
        self.parts = parts
    }

    /// Whether the path has no variable parts.
    var isLiteral: Bool { !text.contains("{") }

    /// The path up to the last `/` before the first variable part; the whole path if there is none.
    var fixedPrefix: String {
        guard case .literal(let first)? = parts.first, !isLiteral else { return RoutePattern.canonical(text) }
        let prefix = first[..<(first.lastIndex(of: "/") ?? first.startIndex)]
        return prefix.isEmpty ? "/" : String(prefix)
    }

    /// Returns the form in which paths are compared: decoded except for `%2F` and `%25`, which would change segment
    /// boundaries and escapes.
    static func canonical(_ path: String) -> String {
        PercentDecoding.decode(path, keeping: [0x2F, 0x25])
    }

    /// Returns the values of the variable parts if `path`, in canonical form, matches.
    func match(_ path: String) -> Web.Match? {
        var values: [Web.Parameters.Pair] = []
        guard match(parts[...], Substring(path), &values) else { return nil }
        return Web.Match(values: values)
    }

    private func match(_ parts: ArraySlice<Part>, _ path: Substring, _ values: inout [Web.Parameters.Pair]) -> Bool {
        guard let part = parts.first else { return path.isEmpty }
        let following = parts.dropFirst()
        switch part {
        case .literal(let text):
            return path.utf8.starts(with: text.utf8)
                && match(following, path[path.utf8.index(path.startIndex, offsetBy: text.utf8.count)...], &values)
        case .variable(let name, let constraint):
            let longest = Self.extent(of: constraint, in: path)
            // The last part must match the whole rest; trying shorter matches would only waste time.
            let shortest = following.isEmpty ? path.utf8.count : 0
            var count = longest
            while count >= shortest {
                let end = path.utf8.index(path.startIndex, offsetBy: count)
                let value = path[..<end]
                if Self.accepts(constraint, value) {
                    let mark = values.count
                    values.append(.init(name: name, value: PercentDecoding.decode(value)))
                    if match(following, path[end...], &values) { return true }
                    values.removeSubrange(mark...)
                }
                count -= 1
            }
            return false
        }
    }

    /// Returns the maximum number of bytes a part can match.
    private static func extent(of constraint: Constraint, in path: Substring) -> Int {
        switch constraint {
        case .segment: path.utf8.prefix { $0 != 0x2F }.count
        case .digits: path.utf8.prefix(while: \.isASCIIDigit).count
        case .anything, .something, .expression: path.utf8.count
        }
    }

    private static func accepts(_ constraint: Constraint, _ value: Substring) -> Bool {
        switch constraint {
        case .anything: true
        case .segment, .something, .digits: !value.isEmpty
        case .expression(let expression): (try? expression.regex.wholeMatch(in: value)) != nil
        }
    }

    /// Returns the text between the braces, and the text after them. A regular expression may contain balanced braces.
    private static func variable(_ text: Substring) throws -> (Substring, Substring) {
        var depth = 0
        for index in text.indices {
            if text[index] == "{" { depth += 1 }
            if text[index] == "}" { depth -= 1 }
            if depth == 0 {
                return (text[text.index(after: text.startIndex)..<index], text[text.index(after: index)...])
            }
        }
        throw SyntaxError(description: "unbalanced braces in \(text)")
    }

    private static func constraint(_ text: Substring?) throws -> Constraint {
        switch text {
        case nil, "[^{}/]+", "[^/]+": .segment
        case ".*": .anything
        case ".+": .something
        case "\\d+", "[0-9]+": .digits
        case .some(let text): .expression(Expression(regex: try Regex(String(text))))
        }
    }
}

extension String {
    fileprivate var isIdentifier: Bool {
        guard let first = utf8.first, !first.isASCIIDigit else { return false }
        return utf8.allSatisfy { $0 == 0x5F || $0.isASCIIDigit || $0.isASCIILetter }
    }
}
