public import HTTPTypes

/// An ordered list of headers or trailers that keeps duplicates and spelling.
///
/// Lookup ignores case (RFC 9110 section 5.1). Any string is stored unchanged, so that a client can show what a server
/// really sent. Sending an illegal name or value fails. Bytes that are not UTF-8 are read as ISO-8859-1 (RFC 9110
/// section 5.5).
///
/// ```swift
/// var headers: Headers = ["Accept": "text/html", "X-Trace": "1"]
/// headers.add(name: "X-Trace", value: "2")
/// headers["x-trace"]        // "1, 2"
/// headers.all("x-trace")    // ["1", "2"]
/// headers[.accept] = "*/*"
/// ```
public struct Headers: Sendable {
    /// A header line.
    public struct Field: Sendable, Hashable {
        /// The name, spelled as given.
        public let name: String
        /// The value, without surrounding white space.
        public let value: String

        /// Creates a header line.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    private enum Lines {
        case written([Field])
        case received(ReceivedFields)
    }

    private var lines: Lines

    /// Every header line, in order.
    public var fields: [Field] {
        switch lines {
        case .written(let fields): fields
        case .received(let received): received.fields
        }
    }

    /// Creates an empty list.
    public init() {
        lines = .written([])
    }

    /// Creates a list with the given headers, in order.
    public init(_ pairs: some Sequence<(String, String)>) {
        lines = .written(pairs.map { Field(name: $0.0, value: $0.1) })
    }

    /// Creates a list from swift-http-types headers.
    public init(_ fields: HTTPFields) {
        lines = .written(fields.map { Field(name: $0.name.rawName, value: $0.value) })
    }

    init(_ received: ReceivedFields) {
        lines = .received(received)
    }

    /// Changes the lines in place.
    mutating func change(_ change: (inout [Field]) -> Void) {
        var fields = fields
        lines = .written([])
        change(&fields)
        lines = .written(fields)
    }

    /// The headers as swift-http-types fields, without names that type cannot hold.
    public var httpFields: HTTPFields {
        var result = HTTPFields()
        for field in fields.prefix(Int(UInt16.max) - 1) {
            guard let name = HTTPField.Name(field.name) else { continue }
            result.append(HTTPField(name: name, value: field.value))
        }
        return result
    }

    /// Whether there are no headers.
    public var isEmpty: Bool { count == 0 }

    /// The number of header lines, counting duplicates.
    public var count: Int {
        switch lines {
        case .written(let fields): fields.count
        case .received(let received): received.count
        }
    }

    /// All values of `name` joined with `", "`, or nil if there are none.
    ///
    /// Setting a value replaces the first line with that name and removes the others. Setting nil removes them all.
    public subscript(name: String) -> String? {
        get {
            guard let first = index(of: name) else { return nil }
            var joined = value(at: first)
            var last = first
            while let next = index(of: name, after: last) {
                joined += ", " + value(at: next)
                last = next
            }
            return joined
        }
        set {
            guard let newValue else {
                remove(name)
                return
            }
            set(name, to: newValue)
        }
    }

    /// All values of a swift-http-types name. Works like the `String` subscript.
    public subscript(name: HTTPField.Name) -> String? {
        get { self[name.rawName] }
        set { self[name.rawName] = newValue }
    }

    /// The first value of `name`.
    public func first(_ name: String) -> String? {
        index(of: name).map { value(at: $0) }
    }

    /// The values of `name`, one per line.
    public func all(_ name: String) -> [String] {
        var values: [String] = []
        var place = index(of: name)
        while let found = place {
            values.append(value(at: found))
            place = index(of: name, after: found)
        }
        return values
    }

    /// The value of `name` if it occurs on exactly one line, consists of digits and fits an `Int`.
    package func number(_ name: String) -> Int? {
        switch lines {
        case .written(let fields):
            guard let place = index(of: name), index(of: name, after: place) == nil else { return nil }
            return fields[place].value.withUTF8Bytes { UnsafeRawBufferPointer($0).number }
        case .received(let received):
            guard let place = received.index(of: name, after: -1) else { return nil }
            return received.index(of: name, after: place) == nil ? received.number(at: place) : nil
        }
    }

    /// Whether there is a header with this name.
    public func contains(_ name: String) -> Bool {
        index(of: name) != nil
    }

    func value(at index: Int) -> String {
        switch lines {
        case .written(let fields): fields[index].value
        case .received(let received): received.value(at: index)
        }
    }

    /// Calls `body` with the bytes of a value.
    func withValue<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        switch lines {
        case .written(let fields): fields[index].value.withUTF8Bytes(body)
        case .received(let received): received.withValue(at: index, body)
        }
    }

    /// Calls `body` with the index and the name of each line.
    func forEachName(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
        switch lines {
        case .written(let fields): for index in fields.indices { fields[index].name.withUTF8Bytes { body(index, $0) } }
        case .received(let received): received.forEachName(body)
        }
    }

    /// The index of the next line with that name.
    func index(of name: String, after last: Int = -1) -> Int? {
        switch lines {
        case .written(let fields): Self.index(of: name, in: fields, after: last)
        case .received(let received): received.index(of: name, after: last)
        }
    }

    /// Compares the names in place, because copying each one would cost reference counting.
    private static func index(of name: String, in fields: [Field], after last: Int) -> Int? {
        let length = name.utf8.count
        return fields.withUnsafeBufferPointer { fields in
            var index = last + 1
            while index < fields.count {
                let isOfLength = fields[index].name.utf8.count == length
                if isOfLength, fields[index].name.equalsIgnoringASCIICase(name) { return index }
                index += 1
            }
            return nil
        }
    }

    /// Adds a header at the end, even if the name is already present.
    public mutating func add(name: String, value: String) {
        change { $0.append(Field(name: name, value: value)) }
    }

    /// Adds all headers of `other` at the end.
    public mutating func add(contentsOf other: Headers) {
        // Shares the list if this one is empty, because most requests have only the headers of their client.
        if isEmpty { self = other } else { change { $0.append(contentsOf: other.fields) } }
    }

    /// Whether both share the same list in memory, and are therefore equal.
    package func isIdentical(to other: Headers) -> Bool {
        switch (lines, other.lines) {
        case (.written(let own), .written(let others)): own.isIdentical(to: others)
        case (.received(let own), .received(let others)): own === others
        default: false
        }
    }

    /// Adds a header at the front.
    package mutating func prepend(_ name: String, _ value: String) {
        change { $0.insert(Field(name: name, value: value), at: 0) }
    }

    /// Removes every header with this name.
    public mutating func remove(_ name: String) {
        guard contains(name) else { return }
        change { $0.removeAll { $0.name.equalsIgnoringASCIICase(name) } }
    }

    /// Removes the headers for which `shouldRemove` returns true.
    public mutating func removeAll(where shouldRemove: (Field) -> Bool) {
        change { $0.removeAll(where: shouldRemove) }
    }

    private mutating func set(_ name: String, to value: String) {
        guard let first = index(of: name) else {
            add(name: name, value: value)
            return
        }
        change { fields in
            let later = fields[(first + 1)...].filter { !$0.name.equalsIgnoringASCIICase(name) }
            fields.replaceSubrange(first..., with: [Field(name: name, value: value)] + later)
        }
    }
}

extension [Headers.Field] {
    fileprivate func isIdentical(to other: [Headers.Field]) -> Bool {
        withUnsafeBufferPointer { own in
            other.withUnsafeBufferPointer { $0.baseAddress == own.baseAddress && $0.count == own.count }
        }
    }
}

extension Headers: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) {
        lines = .written(elements.isEmpty ? [] : elements.map { Field(name: $0.0, value: $0.1) })
    }
}

extension Headers: Hashable {
    /// Equal if both have the same lines, in any order and ignoring the case of names.
    public static func == (left: Headers, right: Headers) -> Bool {
        left.count == right.count && left.counted == right.counted
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(counted)
    }

    private var counted: [Field: Int] {
        fields.reduce(into: [:]) { $0[Field(name: $1.name.lowercased(), value: $1.value), default: 0] += 1 }
    }
}

extension Headers: CustomStringConvertible {
    /// The lines, without the values of `Authorization`, `Proxy-Authorization`, `Cookie` and `Set-Cookie`.
    public var description: String {
        fields.map { "\($0.name): \(Self.secretNames.contains($0.name.lowercased()) ? "[secure]" : $0.value)" }
            .joined(separator: "\n")
    }

    private static let secretNames: Set<String> = ["authorization", "proxy-authorization", "cookie", "set-cookie"]
}
