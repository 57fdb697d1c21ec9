import Fetch
import HTTPValues
import MiniServer
import Synchronization

@testable import CurlTransport

/// Plays a random exchange over a scripted stream, as the loop would: the exchange goes on only if what it waits for has
/// happened.
struct RandomExchangeRun {
    struct Stuck: Error, CustomStringConvertible {
        let description: String
    }

    /// The orders of the reader and of the source of the body, until they are carried out.
    private final class Orders: TransferControl {
        private let given = Atomic<UInt32>(0)

        func resumeDownload() { add(.resumeReceiving) }
        func resumeUpload() { add(.resumeSending) }
        func cancel() { add(.cancel) }

        private func add(_ orders: EngineItem.Orders) { given.bitwiseOr(orders.rawValue, ordering: .relaxed) }

        func take() -> EngineItem.Orders { EngineItem.Orders(rawValue: given.exchange(0, ordering: .relaxed)) }
    }

    let plan: RandomExchange
    private var random: SeededGenerator
    private let exchange: ScriptedExchange
    private let queue: UploadQueue?
    private let orders = Orders()
    private var step = HTTP1Exchange.Step.wait([])
    private var unsent: ArraySlice<UInt8>
    private var unfed: ArraySlice<UInt8>
    /// The body that the reader got.
    private(set) var readCount = 0
    private(set) var firstMistake: Int?
    private(set) var end: HTTP1Exchange.Step?

    init(seed: UInt64) throws {
        plan = try RandomExchange(seed: seed)
        random = SeededGenerator(seed: ~seed)
        queue = plan.uploadsByQueue ? UploadQueue() : nil
        exchange = try ScriptedExchange(
            plan.request, over: ScriptedStream(room: [0]), upload: queue, isReused: plan.isReused, mode: plan.mode)
        exchange.stream.mayHoldBytes = Bool.random(using: &random)
        exchange.transfer.attach(orders)
        unsent = plan.response[...]
        unfed = plan.uploadsByQueue ? plan.upload[...] : []
    }

    /// What the server has got.
    var sent: [UInt8] { exchange.stream.sent }
    /// The outcome of a collected response.
    func whole() -> Result<CollectedResponse, FetchError>? { exchange.transfer.pollWhole() }

    /// Plays to the end.
    ///
    /// - Throws: ``Stuck`` if the exchange waits for something that never comes.
    mutating func run() throws {
        step = exchange.proceed()
        var idleTurns = 0
        while true {
            if case .ended = step { break }
            if case .sendAgain = step { break }
            let hasMoved = act()
            let mayGoOn = carryOutOrders() || isDue
            if mayGoOn { step = exchange.proceed() }
            idleTurns = hasMoved || mayGoOn ? 0 : idleTurns + 1
            guard idleTurns < 400 else { throw Stuck(description: "stuck: \(step), paused \(exchange.pauses)") }
        }
        end = step
        if plan.mode == .stream { while read() {} }
    }

    /// Whether what the exchange waits for has happened.
    private var isDue: Bool {
        switch step {
        case .wait(let events):
            (events.contains(.readable) && exchange.stream.isReadable)
                || (events.contains(.writable) && exchange.stream.isWritable)
        case .goOn: true
        case .awaitContinue: exchange.stream.isReadable
        case .ended, .sendAgain: false
        }
    }

    private mutating func carryOutOrders() -> Bool {
        let given = orders.take()
        guard !given.isEmpty else { return false }
        exchange.carryOut(given)
        return true
    }

    // MARK: The world

    /// Lets something random happen. Returns whether it did.
    private mutating func act() -> Bool {
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: return deliver()
        case 2, 3:
            let all = Int.random(in: 0..<4, using: &random) == 0
            exchange.stream.room = all ? [.max] : [Int.random(in: 1...200_000, using: &random), 0]
            return false
        case 4, 5: return plan.mode == .stream ? read() : false
        case 6: return feed()
        default:
            guard case .awaitContinue = step, Bool.random(using: &random) else { return false }
            exchange.waitedLongEnough()
            step = exchange.proceed()
            return true
        }
    }

    private mutating func deliver() -> Bool {
        guard !unsent.isEmpty else {
            guard plan.closes, case .blocked = exchange.stream.end else { return false }
            exchange.stream.end = Bool.random(using: &random) ? .ended : .failed(FetchError(.read, "reset"))
            if plan.damage == .none { exchange.stream.end = .ended }
            return true
        }
        let most = [10, 1000, 70_000, 400_000, 4 << 20].randomElement(using: &random) ?? 10
        let piece = unsent.prefix(Int.random(in: 1...most, using: &random))
        unsent = unsent.dropFirst(piece.count)
        exchange.stream.deliver(Array(piece))
        return true
    }

    private mutating func read() -> Bool {
        guard case .success(.bytes(let chunk)) = exchange.transfer.pollPart() else { return false }
        if firstMistake == nil { firstMistake = PatternedBytes.firstMistake(in: chunk, from: readCount) }
        readCount += chunk.count
        return true
    }

    private mutating func feed() -> Bool {
        guard let queue, !queue.isClosed, queue.hasRoom else { return false }
        guard !unfed.isEmpty else {
            guard plan.uploadsByQueue, !isFed else { return false }
            isFed = true
            queue.complete()
            return true
        }
        let piece = unfed.prefix(Int.random(in: 1...150_000, using: &random))
        unfed = unfed.dropFirst(piece.count)
        queue.append(Bytes(piece))
        return true
    }

    private var isFed = false
}
