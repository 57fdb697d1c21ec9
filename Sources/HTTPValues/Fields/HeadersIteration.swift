extension Headers: Sequence {
    /// The names and values of all header lines, in order.
    public func makeIterator() -> some IteratorProtocol<(name: String, value: String)> {
        fields.lazy.map { (name: $0.name, value: $0.value) }.makeIterator()
    }

    /// The number of header lines.
    public var underestimatedCount: Int { count }
}
