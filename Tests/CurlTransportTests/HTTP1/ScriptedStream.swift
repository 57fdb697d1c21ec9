import Fetch
import HTTPValues

@testable import CurlTransport

/// A stream that delivers bytes in the given pieces, and takes a given number of bytes.
final class ScriptedStream: ByteStream {
    private var incoming: [ArraySlice<UInt8>]
    /// What follows the last piece.
    var end: StreamResult
    /// How many bytes are taken with each call; blocked after the last.
    var room: [Int]
    private(set) var sent: [UInt8] = []
    private(set) var isClosed = false

    init(_ incoming: [[UInt8]] = [], then end: StreamResult = .blocked, room: [Int] = [.max]) {
        self.incoming = incoming.map { $0[...] }
        self.end = end
        self.room = room
    }

    var socket: Int32 { -1 }
    var sendsFiles: Bool { false }
    var mayHoldBytes = false
    var isReadable: Bool { if !incoming.isEmpty { true } else if case .blocked = end { false } else { true } }
    var isWritable: Bool { room.first != 0 }

    func send(_ bytes: UnsafeRawBufferPointer) -> StreamResult {
        guard let count = room.first.map({ min($0, bytes.count) }), count > 0 else { return .blocked }
        if room.count > 1 { room.removeFirst() }
        sent += bytes[..<count]
        return .bytes(count)
    }

    func sendFile(_ file: Int32, at offset: Int, count: Int) -> StreamResult { .blocked }

    func receive(into memory: UnsafeMutableRawBufferPointer) -> StreamResult {
        guard let piece = incoming.first else { return end }
        let count = min(piece.count, memory.count)
        memory.copyBytes(from: piece.prefix(count))
        incoming[0].removeFirst(count)
        if incoming[0].isEmpty { incoming.removeFirst() }
        return .bytes(count)
    }

    func close() {
        isClosed = true
    }

    /// Adds bytes to deliver.
    func deliver(_ bytes: [UInt8]) {
        incoming.append(bytes[...])
    }
}

/// An exchange over a scripted stream.
final class ScriptedExchange {
    let transfer: Transfer
    let stream: ScriptedStream
    private let live: LiveTransfer
    private var exchange: HTTP1Exchange
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private let facts = ConnectionFacts(began: .now)

    init(
        _ request: WireRequest, over stream: ScriptedStream, upload: UploadQueue? = nil, isReused: Bool = false,
        mode: Transfer.Mode = .collect(limit: 1 << 20)
    ) throws {
        self.stream = stream
        transfer = Transfer(mode: mode, upload: upload)
        let source = NoCarriers()
        let pool = ConnectionPool(limits: PoolLimits(), offersSharing: false, source: source, engine: .shared)
        live = LiveTransfer(request, transfer, pool: pool, keeper: source, engine: .shared)
        live.connect()
        live.isReadyToSend()
        exchange = try HTTP1Exchange(of: live, isReused: isReused)
    }

    deinit {
        memory.deallocate()
    }

    /// Lets the exchange do what is possible.
    func proceed() -> HTTP1Exchange.Step {
        Engine.shared.withLock { _ in
            let step = exchange.proceed(on: stream, facts, memory)
            if case .ended(_, let outcome, _) = step { transfer.finish(outcome) }
            return step
        }
    }

    /// Carries out orders of the reader or of the source of the body.
    func carryOut(_ orders: EngineItem.Orders) {
        Engine.shared.withLock { _ in live.carryOut(orders) }
    }

    var pauses: Pauses { live.state.pauses }

    func waitedLongEnough() {
        exchange.waitedLongEnough()
    }

    /// What the server has got.
    var sentText: String { String(decoding: stream.sent, as: UTF8.self) }
}

/// The source of a pool that never gets requests.
private final class NoCarriers: CarrierSource {
    func serve(_ pool: ConnectionPool) {}
    func begin(_ transfer: LiveTransfer) throws(FetchError) {}
    func keepConnections(besides activeCount: Int) {}
    func shutConnections(beyond limit: Int) {}
    func catchUp(now: MonotonicTime) {}
    var connectionCount: Int { 0 }
    var openedCount: Int { 0 }
    func close() {}
}
