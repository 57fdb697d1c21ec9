import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Response heads, line by line")
struct HeadCollectorTests {
    /// The final head of these lines, or nil if they are incomplete.
    private func head(_ lines: [String], _ collector: inout HeadCollector) throws -> ResponseHead? {
        var final: ResponseHead?
        for line in lines {
            if let head = try Bytes(line + "\r\n").withUnsafeBytes({ try collector.add($0) }) { final = head }
        }
        return final
    }

    @Test("Interim heads are skipped, and trailers follow the body")
    func sequence() throws {
        var collector = HeadCollector()
        let interim = try head(["HTTP/1.1 103 Early Hints", "Link: </a>", ""], &collector)
        #expect(interim == nil)
        let final = try head(["HTTP/1.1 200 OK", "A: 1", " folded", ""], &collector)
        #expect(final?.status == 200)
        #expect(final?.headers["A"] == "1 folded")
        #expect(final?.headers.contains("Link") == false)
        let isFinal = collector.hasFinal
        #expect(isFinal)
        _ = try head(["Checksum: x", ""], &collector)
        let trailers = collector.trailers
        #expect(trailers["Checksum"] == "x")
    }

    @Test("A protocol switch is a final head")
    func switching() throws {
        var collector = HeadCollector()
        let final = try head(["HTTP/1.1 101 Switching Protocols", "Upgrade: x", ""], &collector)
        #expect(final?.status == 101)
    }

    @Test("The first header line must not be folded", arguments: [(" A: 1", false), ("\tA: 1", false), ("A: 1", true)])
    func firstLine(line: String, isAllowed: Bool) throws {
        var collector = HeadCollector()
        _ = try head(["HTTP/1.1 200 OK"], &collector)
        let mayFollow = Bytes(line).withUnsafeBytes { collector.mayFollow($0) }
        #expect(mayFollow == isAllowed)
    }

    @Test("A head of a thousand lines is accepted and a longer one is rejected")
    func lineLimit() throws {
        var collector = HeadCollector()
        _ = try head(["HTTP/1.1 200 OK"] + Array(repeating: "a:", count: 999), &collector)
        var kind: FetchError.Kind?
        do {
            _ = try head(["a:"], &collector)
        } catch {
            kind = (error as? FetchError)?.kind
        }
        #expect(kind == .protocolViolation)
    }
}
