import Fetch
import HTTPValues

/// How a connection was opened.
struct ConnectionFacts {
    /// When its opening began.
    let began: MonotonicTime
    /// The peer's address, if known.
    var remoteAddress: String?
    /// The microseconds until the name was resolved.
    var resolved = 0
    /// The microseconds until TCP was connected.
    var connected = 0
    /// The microseconds until the TLS handshake finished. Zero without TLS.
    var secured = 0

    /// Reports how the connection was opened, if the transfer has a listener.
    func report(to transfer: LiveTransfer, isReused: Bool) {
        guard transfer.request.events != nil else { return }
        guard !isReused else { return transfer.report(.reused) }
        // A connection may have been opened for somebody else before the transfer began.
        let admitted = transfer.state.clock.admitted
        func report(_ kind: TransferEvent.Kind, _ microseconds: Int) {
            if microseconds > 0 { transfer.report(kind, at: max(admitted, time(after: microseconds))) }
        }
        report(.resolved, resolved)
        report(.connected(address: remoteAddress), connected)
        report(.secured, secured)
    }

    /// Returns the timings of an exchange that ends now.
    func timings(
        of transfer: LiveTransfer, isReused: Bool, ready: MonotonicTime, firstByte: MonotonicTime
    ) -> Timings {
        let clock = transfer.state.clock
        let queued = clock.queuedMicroseconds
        func since(_ time: MonotonicTime) -> Int {
            max(queued, Int(clamping: Int64(bitPattern: time.nanoseconds &- clock.started.nanoseconds) / 1000))
        }
        func opening(_ microseconds: Int) -> Int { isReused ? queued : since(time(after: microseconds)) }
        return Timings(
            queued: queued, resolved: opening(resolved), connected: opening(connected),
            secured: isReused || secured == 0 ? 0 : opening(secured), ready: since(ready),
            firstByte: since(firstByte), total: since(.now))
    }

    /// Returns the time that many microseconds after the beginning.
    func time(after microseconds: Int) -> MonotonicTime {
        began.advanced(by: UInt64(max(0, microseconds)) * 1000)
    }
}
