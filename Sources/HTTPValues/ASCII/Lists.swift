extension String {
    /// The elements between commas, trimmed, empty ones included (RFC 9110 section 5.6.1).
    package var listElements: [String] {
        guard utf8.contains(UInt8(ascii: ",")) else { return [trimmingBlanks] }
        // By bytes: a comma and a combining character behind it are one `Character`.
        return utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { Substring($0).trimmingBlanks }
    }

    /// The elements between commas, trimmed, without the empty ones, which a recipient must ignore (RFC 9110 section
    /// 5.6.1.2).
    package var listTokens: [String] {
        listElements.filter { !$0.isEmpty }
    }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// The content of a quoted string with its escapes resolved (RFC 9110 section 5.6.4); any other text as it is.
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
