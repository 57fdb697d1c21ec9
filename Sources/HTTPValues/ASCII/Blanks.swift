extension BidirectionalCollection<UInt8> {
    /// These bytes without leading and trailing spaces and tabs.
    @inlinable
    package var trimmingBlanks: SubSequence {
        guard let first = firstIndex(where: { !$0.isBlank }), let last = lastIndex(where: { !$0.isBlank }) else {
            return self[startIndex..<startIndex]
        }
        return self[first...last]
    }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// This string without leading and trailing spaces and tabs.
    package var trimmingBlanks: String {
        guard utf8.first?.isBlank == true || utf8.last?.isBlank == true else { return String(self) }
        return String(decoding: utf8.trimmingBlanks, as: UTF8.self)
    }
}
