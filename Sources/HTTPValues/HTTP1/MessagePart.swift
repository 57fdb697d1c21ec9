/// A validated part of a message, ready to be written.
package protocol MessagePart {
    /// An upper bound for the number of bytes that ``write(to:)`` writes.
    var capacity: Int { get }

    /// Writes to `memory`, which has room for ``capacity`` bytes.
    ///
    /// - Returns: The number of bytes written.
    func write(to memory: UnsafeMutableRawBufferPointer) -> Int
}

extension ByteBuilder {
    /// Appends `part`.
    package mutating func append(_ part: some MessagePart) {
        append(capacity: part.capacity) { part.write(to: $0) }
    }
}

/// Writes strings to memory one after another.
struct MemoryWriter {
    private let memory: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(_ memory: UnsafeMutableRawBufferPointer) {
        self.memory = memory
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer) {
        UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
        count += bytes.count
    }

    mutating func write(_ text: StaticString) {
        write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func write(_ text: String) {
        text.withUTF8Bytes { write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes a header line (RFC 9112 section 5).
    mutating func writeLine(_ field: Headers.Field) {
        write(field.name)
        write(": ")
        write(field.value)
        write("\r\n")
    }

    /// Writes the header line for the body framing, if there is one.
    mutating func writeLine(_ framing: BodyFraming) {
        switch framing {
        case .length(let length):
            write("Content-Length: ")
            write(String(length))
            write("\r\n")
        case .chunked: write("Transfer-Encoding: chunked\r\n")
        case .none, .untilClose: break
        }
    }
}

extension BodyFraming {
    /// The maximum length of the line written by ``MemoryWriter/writeLine(_:)-(BodyFraming)``.
    static var lineCapacity: Int { 40 }
}

extension Headers {
    /// Validates all lines and returns the number of bytes they take.
    func checkedCapacity() throws(HeaderError) -> Int {
        var capacity = 0
        let fields = fields
        for index in fields.indices {
            if let problem = fields[index].problem { throw problem }
            capacity += fields[index].name.utf8.count + fields[index].value.utf8.count + 4
        }
        return capacity
    }
}

extension Headers.Field {
    /// Whether this line frames the body. Only the writer of the message may set it.
    var isFraming: Bool {
        switch name.utf8.count {
        case 14: name.equalsIgnoringASCIICase("content-length")
        case 17: name.equalsIgnoringASCIICase("transfer-encoding")
        default: false
        }
    }
}
