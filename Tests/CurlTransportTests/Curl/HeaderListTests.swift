import CCurl
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Header lines as a libcurl list")
struct HeaderListTests {
    private func entries(_ headers: Headers, suppressing: [String] = [], joinsConnection: Bool) -> [String] {
        let list = HeaderList(headers, suppressing: suppressing, joinsConnection: joinsConnection)
        var entries: [String] = []
        var entry = list.first
        while let node = entry {
            entries.append(String(cString: node.pointee.data))
            entry = node.pointee.next
        }
        return entries
    }

    @Test("Each header is an entry, an empty one in libcurl's spelling, followed by those to suppress")
    func entries() {
        let headers: Headers = ["Host": "a", "Accept": "*/*", "Connection": "keep-alive", "X-Empty": ""]
        #expect(
            entries(headers, suppressing: ["Expect"], joinsConnection: false)
                == ["Host: a", "Accept: */*", "Connection: keep-alive", "X-Empty;", "Expect:"])
        #expect(entries([:], joinsConnection: true) == [])
    }

    @Test(
        "Connection shares an entry with the header before it, unless libcurl has to read that one",
        arguments: [
            (
                ["Accept": "*/*", "Connection": "close", "X": "1"],
                ["Accept: */*\r\nConnection: close", "X: 1", "Expect:"]
            ),
            (["X": "1", "connection": "close"], ["X: 1\r\nconnection: close", "Expect:"]),
            (["Host": "a", "Connection": "close"], ["Host: a", "Connection: close", "Expect:"]),
            (["Connection": "close", "X": "1"], ["Connection: close", "X: 1", "Expect:"]),
            (["X": "", "Connection": "close"], ["X;", "Connection: close", "Expect:"]),
        ] as [(Headers, [String])])
    func joining(headers: Headers, expected: [String]) {
        #expect(entries(headers, suppressing: ["Expect"], joinsConnection: true) == expected)
    }
}
