import HTTPValues
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
    @Test(
        "Dates convert to day numbers since 1970 and back",
        arguments: [
            (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11016), (2000, 3, 1, 11017), (1900, 3, 1, -25508),
            (2038, 1, 19, 24855), (1600, 2, 29, -135_081), (9999, 12, 31, 2_932_896),
        ])
    func numbers(year: Int, month: Int, day: Int, number: Int) throws {
        let date = try #require(CalendarDate(year: year, month: month, day: day))
        #expect(date.daysSince1970 == number)
        #expect(CalendarDate(daysSince1970: number) == date)
    }

    @Test(
        "Dates missing from the calendar are rejected",
        arguments: [
            (2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1), (2024, 1, 0), (2024, 1, 32),
        ])
    func missing(year: Int, month: Int, day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }
}
