import Fetch
import HTTPValues

/// How a connection was opened.
struct ConnectionFacts {
    /// The peer's address, if known.
    var remoteAddress: String?
    /// The microseconds from the start until the name was resolved.
    var resolved = 0
    /// The microseconds from the start until TCP was connected.
    var connected = 0
    /// The microseconds from the start until the TLS handshake finished. Zero without TLS.
    var secured = 0

    /// Reports how the connection was opened, if the transfer has a listener.
    func report(to transfer: LiveTransfer, isReused: Bool) {
        guard transfer.request.events != nil else { return }
        guard !isReused else { return transfer.report(.reused) }
        let began = transfer.state.clock.admitted
        func report(_ kind: TransferEvent.Kind, _ microseconds: Int) {
            if microseconds > 0 { transfer.report(kind, at: began.advanced(by: UInt64(microseconds) * 1000)) }
        }
        report(.resolved, resolved)
        report(.connected(address: remoteAddress), connected)
        report(.secured, secured)
    }
}
