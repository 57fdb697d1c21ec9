/// A part of a message that has been checked and is ready to be written.
package protocol MessagePart {
    /// At least as many bytes as ``write(to:)`` writes.
    var capacity: Int { get }

    /// Writes to `memory`, which has room for ``capacity`` bytes.
    ///
    /// - Returns: How many bytes it wrote.
    func write(to memory: UnsafeMutableRawBufferPointer) -> Int
}

extension ByteBuilder {
    /// Writes `part` at the end.
    package mutating func append(_ part: some MessagePart) {
        append(capacity: part.capacity) { part.write(to: $0) }
    }
}

/// Puts texts one behind the other into memory.
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
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes a header line (RFC 9112 section 5).
    mutating func writeLine(_ field: Headers.Field) {
        write(field.name)
        write(": ")
        write(field.value)
        write("\r\n")
    }

    /// Writes the header line that tells how the body is framed, if there is one.
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
    /// The longest line that ``MemoryWriter/writeLine(_:)-(BodyFraming)`` writes.
    static var lineCapacity: Int { 40 }
}

extension Headers {
    /// Checks that all lines may be sent, and counts what they take.
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
    /// Whether this line frames the body. Only the writer of the message may say that.
    var isFraming: Bool {
        switch name.utf8.count {
        case 14: name.equalsIgnoringASCIICase("content-length")
        case 17: name.equalsIgnoringASCIICase("transfer-encoding")
        default: false
        }
    }
}
