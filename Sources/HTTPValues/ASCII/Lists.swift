extension String {
    /// The comma-separated elements, trimmed, including empty ones (RFC 9110 section 5.6.1).
    package var listElements: [String] {
        guard utf8.contains(UInt8(ascii: ",")) else { return [trimmingBlanks] }
        // By bytes, because a comma followed by a combining character is one `Character`.
        return utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { Substring($0).trimmingBlanks }
    }

    /// The comma-separated elements, trimmed. Omits empty ones, as a recipient must (RFC 9110 section 5.6.1.2).
    package var listTokens: [String] {
        listElements.filter { !$0.isEmpty }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether these bytes are a comma-separated list that contains `token`, ignoring case.
    func list(contains token: UnsafeBufferPointer) -> Bool {
        var start = 0
        while start <= count {
            var end = start
            while end < count, self[end] != 0x2C { end += 1 }
            var (lower, upper) = (start, end)
            while lower < upper, self[lower].isBlank { lower += 1 }
            while lower < upper, self[upper - 1].isBlank { upper -= 1 }
            let isOfLength = upper - lower == token.count
            if isOfLength, UnsafeBufferPointer(rebasing: self[lower..<upper]).equalsIgnoringASCIICase(token) {
                return true
            }
            start = end + 1
        }
        return false
    }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// The content of a quoted string, with escapes resolved (RFC 9110 section 5.6.4). Other strings are unchanged.
    package var unquoted: String {
        guard utf8.count >= 2, utf8.first == UInt8(ascii: "\""), utf8.last == UInt8(ascii: "\"") else {
            return String(self)
        }
        var result = ""
        var isEscaped = false
        for character in dropFirst().dropLast().unicodeScalars {
            if character == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            result.unicodeScalars.append(character)
            isEscaped = false
        }
        return result
    }
}
