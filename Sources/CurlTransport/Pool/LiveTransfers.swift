import HTTPValues

/// The transfers of a pool that are in flight. Each knows its index, so that removal takes constant time.
struct LiveTransfers {
    /// All transfers, in no particular order.
    private(set) var all: [LiveTransfer] = []

    mutating func add(_ transfer: LiveTransfer) {
        transfer.place.index = all.count
        all.append(transfer)
    }

    /// Removes `transfer`, if present.
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
