/// Requests that wait, in order of arrival. Removing one from the middle is cheap.
struct WaitingLine<Request: AnyObject> {
    private var entries: [(request: Request?, arrival: Int)] = []
    private var firstIndex = 0
    /// The index of each request.
    private var places: [ObjectIdentifier: Int] = [:]

    var isEmpty: Bool { places.isEmpty }
    var count: Int { places.count }
    var first: Request? { isEmpty ? nil : entries[firstIndex].request }
    var firstArrival: Int? { isEmpty ? nil : entries[firstIndex].arrival }

    /// - Parameter arrival: A number to compare the request with those in other lines.
    mutating func append(_ request: Request, _ arrival: Int = 0) {
        if entries.count > 2 * count + 32 { closeGaps() }
        places[ObjectIdentifier(request)] = entries.count
        entries.append((request, arrival))
    }

    mutating func popFirst() -> Request? {
        guard let request = first else { return nil }
        _ = remove(request)
        return request
    }

    /// Removes `request`. Returns whether it was there.
    mutating func remove(_ request: Request) -> Bool {
        guard let place = places.removeValue(forKey: ObjectIdentifier(request)) else { return false }
        entries[place].request = nil
        while firstIndex < entries.count, entries[firstIndex].request == nil { firstIndex += 1 }
        return true
    }

    private mutating func closeGaps() {
        entries.removeAll { $0.request == nil }
        firstIndex = 0
        for (index, entry) in entries.enumerated() {
            if let request = entry.request { places[ObjectIdentifier(request)] = index }
        }
    }
}
