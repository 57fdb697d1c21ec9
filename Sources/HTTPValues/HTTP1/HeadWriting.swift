/// The parts that the heads of requests and responses share (RFC 9112 section 5).
extension ByteSink where Self: ~Copyable {
    /// Writes a header line that has been checked.
    @inlinable
    package mutating func writeLine(_ field: Headers.Field) {
        write(field.name)
        write(": ")
        write(field.value)
        write("\r\n")
    }

    /// Writes the header line that tells how the body is framed, if there is one.
    @inlinable
    package mutating func writeLine(_ framing: BodyFraming) {
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

extension Headers.Field {
    /// Whether this line frames the body. Only the writer may say that.
    @inlinable
    package var isFraming: Bool {
        switch name.utf8.count {
        case 14: name.equalsIgnoringASCIICase("content-length")
        case 17: name.equalsIgnoringASCIICase("transfer-encoding")
        default: false
        }
    }
}
