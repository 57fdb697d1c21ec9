/// Where heads and chunks are written to.
package protocol ByteSink: ~Copyable {
    /// How many bytes there are.
    var count: Int { get }

    mutating func write(_ bytes: UnsafeRawBufferPointer)

    /// Drops the bytes behind the first `count`.
    mutating func truncate(to count: Int)
}

extension ByteSink where Self: ~Copyable {
    @inlinable
    package mutating func write(_ text: StaticString) {
        write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inlinable
    package mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes what `body` writes, or nothing when that throws.
    @inlinable
    package mutating func writeWhole(
        _ body: (inout Self) throws(HeaderError) -> Void
    ) throws(HeaderError) {
        let start = count
        do throws(HeaderError) {
            try body(&self)
        } catch {
            truncate(to: start)
            throw error
        }
    }
}

extension ByteBuilder: ByteSink {
    package mutating func write(_ bytes: UnsafeRawBufferPointer) {
        append(bytes)
    }
}
