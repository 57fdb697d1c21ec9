/// Dates in the only format that HTTP generates, `Sun, 06 Nov 1994 08:49:37 GMT` (IMF-fixdate, RFC 9110 section 5.6.7).
package enum HTTPDate {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// Returns the date that is this many seconds after the start of 1970, in UTC.
    package static func text(secondsSince1970 seconds: Int) -> String {
        let (days, second) = daysAndSeconds(seconds)
        let date = CalendarDate(daysSince1970: days)
        let time = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
        let month = CalendarDate.monthNames[date.month - 1]
        return "\(weekday(days)), \(padded(date.day, 2)) \(month) \(padded(date.year, 4)) \(time) GMT"
    }

    /// Parses a date in exactly this format into seconds since 1970. Returns nil for anything else, even a wrong
    /// weekday.
    package static func seconds(parsing text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 29, let day = number(bytes[5..<7]), let year = number(bytes[12..<16]),
            let hour = number(bytes[17..<19]), let minute = number(bytes[20..<22]), let second = number(bytes[23..<25]),
            let month = CalendarDate.monthNames.firstIndex(where: { bytes[8..<11].elementsEqual($0.utf8) }),
            let date = CalendarDate(year: year, month: month + 1, day: day)
        else { return nil }
        guard hour < 24, minute < 60, second < 60 else { return nil }
        let seconds = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second
        // Formatting it again checks the weekday and every separator.
        return self.text(secondsSince1970: seconds) == text ? seconds : nil
    }

    private static func daysAndSeconds(_ seconds: Int) -> (days: Int, second: Int) {
        let second = seconds % 86_400
        return second < 0 ? (seconds / 86_400 - 1, second + 86_400) : (seconds / 86_400, second)
    }

    /// 1970 began on a Thursday.
    private static func weekday(_ days: Int) -> String { weekdays[((days % 7) + 11) % 7] }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.allSatisfy(\.isASCIIDigit) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}
