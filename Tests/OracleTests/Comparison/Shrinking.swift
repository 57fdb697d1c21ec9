import Fetch
import HTTPValues

extension Spec {
    /// Smaller specs, one step away, with the boldest steps first.
    var smaller: [Spec] {
        withFewerLines + withSmallerLines + withSmallerReplies
    }

    private var withFewerLines: [Spec] {
        guard lines.count > 1 else { return [] }
        return lines.indices.map { index in change { $0.lines.remove(at: index) } }
    }

    private var withSmallerLines: [Spec] {
        lines.indices.flatMap { index in
            lines[index].smaller.map { smaller in change { $0.lines[index] = smaller } }
        }
    }

    private var withSmallerReplies: [Spec] {
        guard case .replies(let replies) = stage else { return [] }
        var result: [Spec] = []
        for index in replies.indices {
            if replies.count > 1 { result.append(change { $0.stage = .replies(replies.without(index)) }) }
            for smaller in replies[index].smaller {
                var copy = replies
                copy[index] = smaller
                result.append(change { $0.stage = .replies(copy) })
            }
        }
        return result
    }

    private func change(_ change: (inout Spec) -> Void) -> Spec {
        var copy = self
        change(&copy)
        return copy
    }
}

extension Reply {
    /// Removes one header. The body stays, since its length and coding belong to it.
    fileprivate var smaller: [Reply] {
        head.indices.dropFirst().map { index in
            var copy = self
            copy.head.remove(at: index)
            return copy
        }
    }
}

extension JSON {
    /// Smaller values, one step away. Members that define the operation stay.
    fileprivate var smaller: [JSON] {
        switch self {
        case .object(let members):
            members.indices.flatMap { index -> [JSON] in
                let member = members[index]
                let isFixed = ["op", "base"].contains(member.name)
                if isFixed { return [] }
                let removed = member.name == "url" ? [] : [JSON.object(members.without(index))]
                return removed
                    + member.value.smaller.map { value in
                        var copy = members
                        copy[index] = .init(member.name, value)
                        return .object(copy)
                    }
            }
        case .array(let elements):
            elements.indices.flatMap { index -> [JSON] in
                [.array(elements.without(index))]
                    + elements[index].smaller.map { value in
                        var copy = elements
                        copy[index] = value
                        return .array(copy)
                    }
            }
        case .string(let text): text.smaller.map(JSON.string)
        default: []
        }
    }
}

extension String {
    /// The string without its first half, its second half or one of its characters. Placeholders stay whole.
    fileprivate var smaller: [String] {
        let start = lastIndex(of: "}").map(index(after:)) ?? startIndex
        let (kept, free) = (self[..<start], Array(self[start...]))
        guard !free.isEmpty else { return [] }
        let halves =
            free.count > 3 ? [free.prefix(free.count / 2), free.suffix(free.count / 2)].map { String($0) } : []
        return (halves + free.indices.map { String(free.without($0)) }).map { kept + $0 }
    }
}

extension Array {
    fileprivate func without(_ index: Int) -> [Element] {
        var copy = self
        copy.remove(at: index)
        return copy
    }
}
