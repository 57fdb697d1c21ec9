/// Merging the headers of a request with the defaults of its client.
extension Headers {
    /// Removes the headers that `other` also has, then adds those of `other` at the end.
    package mutating func replace(with other: Headers) {
        guard !other.isEmpty else { return }
        change { fields in
            fields.removeAll { other.contains($0.name) }
            fields.append(contentsOf: other.fields)
        }
    }

    /// Replaces the headers that `other` also has in place, and adds the rest of `other` at the end.
    package mutating func replaceInPlace(with other: Headers) {
        guard !isEmpty, !other.isEmpty else {
            add(contentsOf: other)
            return
        }
        // A lookup by name keeps the time proportional to the sum of both counts, not their product.
        let others = other.fields
        var firsts: [String: Int] = [:]
        for index in others.indices.reversed() { firsts[others[index].name.lowerCase] = index }
        var used: Set<Int> = []
        var replaced: [Field] = fields.compactMap { field in
            guard let index = firsts[field.name.lowerCase] else { return field }
            return used.insert(index).inserted ? others[index] : nil
        }
        for (index, field) in others.enumerated() where !used.contains(index) { replaced.append(field) }
        change { $0 = replaced }
    }

    /// Adds the headers of `other` whose names are not present yet.
    package mutating func addMissing(from other: Headers) {
        let missing = other.fields.filter { !contains($0.name) }
        change { $0.append(contentsOf: missing) }
    }
}
