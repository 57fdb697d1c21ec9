import HTTPValues
import Testing

@Suite("Cookie dates")
struct CookieDateTests {
    @Test(
        "The parts of a date are found in any order",
        arguments: [
            // One point in time in the forms of RFC 1123, RFC 850 and asctime.
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
            ("Sun Nov  6 08:49:37 1994", 784_111_777),
            // Variations sent by servers.
            ("Sun, 06-Nov-1994 08:49:37 GMT", 784_111_777), ("06 NOVEMBER 1994 8:49:37", 784_111_777),
            ("1994 Nov 6 08:49:37 +0100", 784_111_777), ("08:49:37 6 nov 94", 784_111_777),
            ("06th Nov 1994, 08:49:37Z", 784_111_777), ("  ;Sun\t06_Nov_1994 at 08:49:37", 784_111_777),
            // Limits of the calendar and leap days.
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Thu, 01-Jan-70 00:00:01 GMT", 1), ("31 Dec 1969 23:59:59", -1),
            ("29 Feb 2000 00:00:00", 951_782_400), ("1 Mar 2000 00:00:00", 951_868_800),
            ("1 Jan 69 00:00:00", 3_124_224_000), ("31 Dec 99 00:00:00", 946_598_400),
            ("1 Jan 1601 00:00:00", -11_644_473_600), ("31 Dec 9999 23:59:59", 253_402_300_799),
        ] as [(String, Double)])
    func dates(text: String, seconds: Double) {
        #expect(CookieDate.parse(text) == seconds)
    }

    @Test(
        "Other text is not a date",
        arguments: [
            "", "never", "0", "Sun, 06 Nov 1994", "06 Nov 08:49:37", "Nov 1994 08:49:37", "06 1994 08:49:37",
            "32 Jan 2000 00:00:00", "0 Jan 2000 00:00:00", "29 Feb 2001 00:00:00", "29 Feb 1900 00:00:00",
            "31 Apr 2000 00:00:00", "1 Jan 2000 24:00:00", "1 Jan 2000 00:60:00", "1 Jan 2000 00:00:60",
            "1 Jan 1600 00:00:00", "1 Jan 20000 00:00:00", "1 Jan 2000 0:0", "1 Jan 2000 000:00:00",
            "1 Jan 2000 00:00:000", "99999999999999999999 Jan 2000 00:00:00", "1 Jän 2000 00:00:00",
        ])
    func notDates(text: String) {
        #expect(CookieDate.parse(text) == nil)
    }

    @Test("Every day of four centuries follows the one before")
    func days() {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        var expected = CookieDate.parse("1 Jan 1700 00:00:00") ?? .nan
        var days = 0
        for year in 1700..<2100 {
            for month in months {
                for day in 1...31 {
                    guard let seconds = CookieDate.parse("\(day) \(month) \(year) 00:00:00") else { continue }
                    guard seconds == expected else {
                        Issue.record("\(day) \(month) \(year)")
                        return
                    }
                    expected += 86_400
                    days += 1
                }
            }
        }
        #expect(days == 146_097)
    }
}
