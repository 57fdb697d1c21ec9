import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Source of a request body")
struct RequestBodySourceTests {
    /// Takes everything from the source in chunks of `size` bytes, and returns how it ended.
    private func takeAll(
        _ source: inout RequestBodySource, pieces size: Int
    ) -> (text: String, end: UploadQueue.Taken) {
        var text = ""
        while true {
            var taken = UploadQueue.Taken.end
            withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { buffer in
                taken = source.take(into: buffer)
                if case .bytes(let count) = taken { text += String(decoding: buffer[..<count], as: UTF8.self) }
            }
            guard case .bytes = taken else { return (text, taken) }
        }
    }

    private func kind(_ taken: UploadQueue.Taken) -> FetchError.Kind? {
        if case .failed(let error) = taken { error.kind } else { nil }
    }

    @Test("Bytes come in order, and again after a rewind", arguments: [1, 3, 100])
    func bytes(size: Int) {
        var source = RequestBodySource("hello")
        let first = takeAll(&source, pieces: size)
        let isComplete = source.isComplete
        let isRewound = source.rewind(to: 2)
        let second = takeAll(&source, pieces: size)
        #expect(first.text == "hello")
        #expect(isComplete)
        #expect(isRewound)
        #expect(second.text == "llo")
    }

    @Test(
        "A queue must deliver exactly the announced length",
        arguments: [
            (nil, "hello", nil), (5, "hello", nil), (6, "hello", .invalidRequest), (4, "", .invalidRequest),
        ] as [(Int?, String, FetchError.Kind?)])
    func announced(length: Int?, text: String, failure: FetchError.Kind?) {
        let queue = UploadQueue()
        queue.append("hell")
        queue.append("o")
        queue.complete()
        var source = RequestBodySource(queue, length: length)
        let all = takeAll(&source, pieces: 4)
        let isRewound = source.rewind(to: 0)
        #expect(all.text == text)
        #expect(kind(all.end) == failure)
        #expect(!isRewound)
    }

    @Test("An empty queue that is not complete is not at its end")
    func starved() {
        var source = RequestBodySource(UploadQueue(), length: nil)
        let all = takeAll(&source, pieces: 4)
        let isComplete = source.isComplete
        if case .nothingYet = all.end {} else { Issue.record("there is nothing yet") }
        #expect(!isComplete)
    }

    @Test("A missing file and a file that is too short are errors")
    func files() {
        var kinds: [FetchError.Kind?] = []
        do throws(FetchError) {
            _ = try RequestBodySource(file: "/nowhere/at/all", offset: 0, length: 3)
        } catch {
            kinds.append(error.kind)
        }
        do throws(FetchError) {
            var source = try RequestBodySource(file: "/dev/null", offset: 0, length: 3)
            kinds.append(kind(takeAll(&source, pieces: 4).end))
        } catch {
            Issue.record(error)
        }
        #expect(kinds == [.bodySource, .invalidRequest])
    }
}
