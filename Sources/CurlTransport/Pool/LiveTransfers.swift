import HTTPValues

/// The transfers of a pool that are under way. Each knows its place, so that taking one off costs the same however many
/// there are.
struct LiveTransfers {
    /// All, in no order.
    private(set) var all: [LiveTransfer] = []

    mutating func add(_ transfer: LiveTransfer) {
        transfer.place.index = all.count
        all.append(transfer)
    }

    /// Takes `transfer` off, if it is there.
    mutating func remove(_ transfer: LiveTransfer) {
        let index = transfer.place.index
        guard index >= 0 else { return }
        transfer.place.index = -1
        let last = all.removeLast()
        if last !== transfer {
            last.place.index = index
            all[index] = last
        }
    }
}
