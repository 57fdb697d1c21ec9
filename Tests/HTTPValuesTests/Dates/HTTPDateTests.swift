import HTTPValues
import Testing

@Suite("HTTP dates")
struct HTTPDateTests {
    @Test(
        "A date round-trips in the fixed format",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (-62_135_596_800, "Mon, 01 Jan 0001 00:00:00 GMT"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ])
    func aDateIsWrittenAndRead(seconds: Int, text: String) {
        #expect(HTTPDate.text(secondsSince1970: seconds) == text)
        #expect(HTTPDate.seconds(parsing: text) == seconds)
    }

    @Test(
        "Any other format is not a date",
        arguments: [
            "", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Mon, 06 Nov 1994 08:49:37 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08.49.37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49:60 GMT", "Thu, 30 Feb 2000 00:00:00 GMT",
            "Sun,  6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 0６ Nov 1994 08:49:37GM",
        ])
    func anythingElseIsNoDate(text: String) {
        #expect(HTTPDate.seconds(parsing: text) == nil)
    }

    @Test("Every day of four centuries round-trips")
    func everyDayIsFoundAgain() throws {
        for days in stride(from: -98_615, to: 47_482, by: 1) {
            let date = CalendarDate(daysSince1970: days)
            let same = try #require(CalendarDate(year: date.year, month: date.month, day: date.day))
            guard same == date, same.daysSince1970 == days else {
                Issue.record("day \(days)")
                return
            }
        }
    }
}
