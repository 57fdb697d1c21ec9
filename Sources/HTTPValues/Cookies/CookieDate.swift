/// The leniently parsed date of `Expires` (RFC 6265bis section 5.1.1). Covers the RFC 1123, RFC 850 and `asctime`
/// formats and the variants that servers send.
package struct CookieDate {
    private var time: (hour: Int, minute: Int, second: Int)?
    private var day: Int?
    private var month: Int?
    private var year: Int?

    /// Parses the date in `text`. Returns seconds since 1970, or nil if it contains no valid date.
    package static func parse(_ text: some StringProtocol) -> Double? {
        var date = CookieDate()
        for token in text.utf8.split(whereSeparator: isDelimiter) { date.take(Array(token)) }
        return date.seconds
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x20...0x2F, 0x3B...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    /// Each part comes from the first token that matches it. Parts are tried in this order.
    private mutating func take(_ token: [UInt8]) {
        if time == nil, let found = Self.time(token) {
            time = found
        } else if day == nil, let found = Self.number(token, digits: 1...2) {
            day = found
        } else if month == nil, let found = Self.month(token) {
            month = found
        } else if year == nil, let found = Self.number(token, digits: 2...4) {
            year = found < 70 ? found + 2000 : found < 100 ? found + 1900 : found
        }
    }

    /// The number at the start of `token`, if it has an allowed number of digits and no other digit follows.
    private static func number(_ token: some Collection<UInt8>, digits: ClosedRange<Int>) -> Int? {
        let run = token.prefix(while: \.isASCIIDigit)
        guard digits.contains(run.count) else { return nil }
        return run.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func time(_ token: [UInt8]) -> (Int, Int, Int)? {
        let fields = token.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, (1...2).contains(fields[0].count), (1...2).contains(fields[1].count),
            let hour = number(fields[0], digits: fields[0].count...fields[0].count),
            let minute = number(fields[1], digits: fields[1].count...fields[1].count),
            let second = number(fields[2], digits: 1...2)
        else { return nil }
        return (hour, minute, second)
    }

    private static func month(_ token: [UInt8]) -> Int? {
        let start = token.prefix(3).map(\.asciiLowercased)
        return CalendarDate.monthNames.firstIndex { $0.utf8.map(\.asciiLowercased) == start }.map { $0 + 1 }
    }

    private var seconds: Double? {
        guard let time, let day, let month, let year, year >= 1601, time.hour <= 23, time.minute <= 59,
            time.second <= 59, let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        return Double(date.daysSince1970 * 86_400 + time.hour * 3600 + time.minute * 60 + time.second)
    }
}
