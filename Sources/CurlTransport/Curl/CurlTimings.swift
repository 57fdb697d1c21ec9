import CCurl
import Fetch
import HTTPValues

extension EasyHandle {
    /// Returns how the connection of the handle was opened, which began at that time.
    func connectionFacts(since began: MonotonicTime) -> ConnectionFacts {
        ConnectionFacts(
            began: began, remoteAddress: remoteAddress(), resolved: offset(CURLINFO_NAMELOOKUP_TIME_T),
            connected: offset(CURLINFO_CONNECT_TIME_T), secured: offset(CURLINFO_APPCONNECT_TIME_T))
    }

    /// Returns the timings of a finished exchange.
    ///
    /// - Parameters:
    ///   - queued: How long the request waited before libcurl got it, in microseconds.
    ///   - isReused: Whether an existing connection was used, so that there are no times for connecting.
    func timings(queued: Int, isReused: Bool) -> Timings {
        var last = 0
        func mark(_ info: CURLINFO) -> Int {
            last = max(last, offset(info))
            return queued + last
        }
        let resolved = isReused ? queued : mark(CURLINFO_NAMELOOKUP_TIME_T)
        let connected = isReused ? queued : mark(CURLINFO_CONNECT_TIME_T)
        let isSecured = !isReused && offset(CURLINFO_APPCONNECT_TIME_T) > 0
        let secured = isSecured ? mark(CURLINFO_APPCONNECT_TIME_T) : 0
        return Timings(
            queued: queued, resolved: resolved, connected: connected, secured: secured,
            ready: mark(CURLINFO_PRETRANSFER_TIME_T), firstByte: mark(CURLINFO_STARTTRANSFER_TIME_T),
            total: mark(CURLINFO_TOTAL_TIME_T))
    }
}
