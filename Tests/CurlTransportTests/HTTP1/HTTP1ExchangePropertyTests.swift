import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Random HTTP/1.1 exchanges")
struct HTTP1ExchangePropertyTests {
    @Test("An exchange always ends, and neither loses nor invents a byte")
    func random() async throws {
        try await Soak.run(seeds: 100) { seed in
            do {
                var run = try RandomExchangeRun(seed: seed)
                try run.run()
                let problems = Self.problems(of: run)
                #expect(problems.isEmpty, "seed \(seed)")
            } catch let stuck as RandomExchangeRun.Stuck {
                Issue.record("seed \(seed): \(stuck)")
            }
        }
    }

    private static func problems(of run: RandomExchangeRun) -> [String] {
        let plan = run.plan
        switch run.end {
        case .sendAgain:
            return plan.isReused && plan.damage != .none ? [] : ["sent again"]
        case .ended(_, .failure(let error), let keepsAlive):
            return (plan.damage == .none ? ["failed: \(error)"] : []) + (keepsAlive ? ["kept a broken connection"] : [])
                + partProblems(of: run)
        case .ended(_, .success(let summary), let keepsAlive):
            return successProblems(of: run, summary, keepsAlive)
        default:
            return ["has no end"]
        }
    }

    /// Whatever arrived is a beginning of what was sent.
    private static func partProblems(of run: RandomExchangeRun) -> [String] {
        guard run.plan.damage != .changed else { return [] }
        var problems: [String] = []
        if let place = run.firstMistake { problems.append("byte \(place) is wrong") }
        if run.readCount > run.plan.bodyCount { problems.append("too much: \(run.readCount)") }
        return problems
    }

    private static func successProblems(
        of run: RandomExchangeRun, _ summary: TransferSummary, _ keepsAlive: Bool
    ) -> [String] {
        let plan = run.plan
        var problems = partProblems(of: run) + requestProblems(of: run, summary, keepsAlive)
        guard plan.damage != .changed else { return problems }
        var count = run.readCount
        if plan.mode != .stream {
            guard case .success(let response)? = run.whole() else { return ["there is no response"] }
            count = response.body.count
            if let place = PatternedBytes.firstMistake(in: response.body, from: 0) {
                problems.append("byte \(place) is wrong")
            }
        }
        // A body that ends with the connection seems complete when it was cut.
        let isCut = plan.damage == .cut && plan.closes
        if count != plan.bodyCount, !isCut { problems.append("\(count) bytes of \(plan.bodyCount)") }
        if summary.receivedBytes != count { problems.append("counted \(summary.receivedBytes) of \(count)") }
        if summary.trailers.fields.map({ "\($0.name): \($0.value)" }) != plan.trailers { problems.append("trailers") }
        if keepsAlive, plan.closes { problems.append("kept a closed connection") }
        return problems
    }

    private static func requestProblems(
        of run: RandomExchangeRun, _ summary: TransferSummary, _ keepsAlive: Bool
    ) -> [String] {
        let plan = run.plan
        guard let end = Bytes(run.sent).endOfHead else { return keepsAlive ? ["kept without a head sent"] : [] }
        let sent = Array(run.sent[end...])
        let isChunked = plan.request.body.isChunked
        guard !isChunked else {
            let text = sent.suffix(5).elementsEqual("0\r\n\r\n".utf8)
            if keepsAlive, !text { return ["kept with half a body sent"] }
            return text && summary.sentBytes != plan.upload.count ? ["counted \(summary.sentBytes) sent"] : []
        }
        var problems: [String] = []
        if !plan.upload.starts(with: sent) { problems.append("sent something else") }
        if summary.sentBytes != sent.count { problems.append("counted \(summary.sentBytes) of \(sent.count) sent") }
        if keepsAlive, sent.count != plan.upload.count { problems.append("kept with half a body sent") }
        return problems
    }
}

extension Bytes {
    /// The position after the first empty line.
    fileprivate var endOfHead: Int? {
        let mark = Array("\r\n\r\n".utf8)
        return indices.first { Array(self.dropFirst($0).prefix(4)) == mark }.map { $0 + 4 }
    }
}

extension WireBody {
    fileprivate var isChunked: Bool { if case .upload(nil) = self { true } else { false } }
}
