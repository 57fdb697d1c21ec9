/// Header lines as received. They become strings on demand, because users read only one or two of most responses.
final class ReceivedFields: Sendable {
    /// The position of a line in the block.
    struct Place {
        let name: Range<Int>
        let value: Range<Int>
    }

    /// Keeps ``bytes`` alive.
    private let block: Bytes
    /// The bytes of the block, which never change.
    nonisolated(unsafe) private let bytes: UnsafeRawBufferPointer
    private let places: [Place]
    /// A bit for the length of each name, so that most names that are not there need no search.
    private let lengths: UInt64
    private let texts = Locked<[Headers.Field]?>(nil)

    /// Creates a list of lines in `block`, which must have been validated.
    init(_ places: [Place], in block: Bytes) {
        self.block = block
        bytes = block.withUnsafeBytes { $0 }
        self.places = places
        lengths = places.reduce(0) { $0 | Self.bit(for: $1.name.count) }
    }

    private static func bit(for length: Int) -> UInt64 { 1 << UInt64(truncatingIfNeeded: min(length, 63)) }

    var count: Int { places.count }

    /// All lines as strings, created once.
    var fields: [Headers.Field] {
        texts.withLock { texts in
            if let texts { return texts }
            let made = places.map { place in
                Headers.Field(name: self[place.name].fieldText, value: self[place.value].fieldText)
            }
            texts = made
            return made
        }
    }

    func value(at index: Int) -> String { self[places[index].value].fieldText }

    /// The value as a number. See ``Headers/number(_:)``.
    func number(at index: Int) -> Int? { self[places[index].value].number }

    /// Calls `body` with the bytes of a value.
    func withValue<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(self[places[index].value].assumingMemoryBound(to: UInt8.self))
    }

    /// Calls `body` with the index and the name of each line.
    func forEachName(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
        for index in places.indices { body(index, self[places[index].name].assumingMemoryBound(to: UInt8.self)) }
    }

    /// The index of the next line with that name.
    func index(of name: String, after last: Int) -> Int? {
        name.withUTF8Bytes { name in
            guard lengths & Self.bit(for: name.count) != 0 else { return nil }
            var index = last + 1
            while index < places.count {
                if places[index].name.count == name.count {
                    let own = self[places[index].name].assumingMemoryBound(to: UInt8.self)
                    if own.equalsIgnoringASCIICase(name) { return index }
                }
                index += 1
            }
            return nil
        }
    }

    private subscript(bounds: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[bounds])
    }
}

extension UnsafeRawBufferPointer {
    /// These bytes as a decimal number, or nil unless they are all digits and at most 18 of them.
    var number: Int? {
        guard (1...18).contains(count), allSatisfy(\.isASCIIDigit) else { return nil }
        return reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// These header bytes as a string: UTF-8, or ISO-8859-1 if they are not valid UTF-8 (RFC 9110 section 5.5).
    var fieldText: String {
        // Most are ASCII, and the validating initializer has a high fixed cost.
        if allSatisfy({ $0 < 0x80 }) { return String(decoding: self, as: UTF8.self) }
        return String(validating: self, as: UTF8.self) ?? String(String.UnicodeScalarView(map { Unicode.Scalar($0) }))
    }
}
