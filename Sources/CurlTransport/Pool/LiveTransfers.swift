import HTTPValues

/// The transfers of a pool that are under way. Each knows its place, so that taking one off costs the same however many
/// there are.
struct LiveTransfers {
    /// All, in no order.
    private(set) var all: [CurlTransfer] = []

    mutating func add(_ transfer: CurlTransfer) {
        transfer.liveIndex = all.count
        all.append(transfer)
    }

    /// Takes `transfer` off; false when it is not there.
    mutating func remove(_ transfer: CurlTransfer) -> Bool {
        let index = transfer.liveIndex
        guard index >= 0 else { return false }
        transfer.liveIndex = -1
        let last = all.removeLast()
        if last !== transfer {
            last.liveIndex = index
            all[index] = last
        }
        return true
    }
}
