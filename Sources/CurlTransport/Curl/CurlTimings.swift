import CCurl
import Fetch
import HTTPValues

extension EasyHandle {
    /// The parts of a finished exchange.
    ///
    /// - Parameter queued: How long it waited before libcurl had it, in microseconds.
    func timings(queued: Int) -> Timings {
        // A reused connection has no time of connecting: libcurl says zero, but the parts follow each other.
        var last = 0
        func mark(_ info: CURLINFO) -> Int {
            last = max(last, offset(info))
            return queued + last
        }
        let resolved = mark(CURLINFO_NAMELOOKUP_TIME_T)
        let connected = mark(CURLINFO_CONNECT_TIME_T)
        let secured = offset(CURLINFO_APPCONNECT_TIME_T) > 0 ? mark(CURLINFO_APPCONNECT_TIME_T) : 0
        return Timings(
            queued: queued, resolved: resolved, connected: connected, secured: secured,
            ready: mark(CURLINFO_PRETRANSFER_TIME_T), firstByte: mark(CURLINFO_STARTTRANSFER_TIME_T),
            total: mark(CURLINFO_TOTAL_TIME_T))
    }
}
