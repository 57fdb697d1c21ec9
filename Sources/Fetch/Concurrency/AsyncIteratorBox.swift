import HTTPValues

/// Holds the iterator of an asynchronous sequence for the one task that reads it.
final class AsyncIteratorBox<Iterator: AsyncIteratorProtocol>: @unchecked Sendable
where Iterator.Element: Sequence<UInt8> & Sendable {
    // Sendable: only one task calls `next`.
    private var iterator: Iterator

    init(_ iterator: Iterator) {
        self.iterator = iterator
    }

    func next() async throws -> Bytes? {
        try await iterator.next().map(Bytes.init(chunk:))
    }
}

extension Bytes {
    /// Copies a chunk, unless it is ``Bytes`` already.
    init(chunk: some Sequence<UInt8>) {
        self = chunk as? Bytes ?? Bytes(chunk)
    }
}
