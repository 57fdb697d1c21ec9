import DequeModule

/// Decides which connections to open for those who wish for one, and who gets a connection that was opened or became
/// free. It opens nothing itself.
///
/// A wish is granted by the first connection that is ready, whoever it was opened for, in order of arrival. Few
/// connections are opened at a time: each costs memory and work that the ones before it can use.
struct ConnectionDemand<Key: Hashable, Wish: AnyObject, Attempt: AnyObject> {
    private struct Line {
        var wishes = WaitingLine<Wish>()
        /// The attempts to connect, the oldest first.
        var attempts: [Attempt] = []
        /// Whether the line's turn to open a connection will come.
        var isListed = false

        var lacksAttempt: Bool { wishes.count > attempts.count }
    }

    /// The maximum number of attempts at a time.
    private let limit: Int
    private var lines: [Key: Line] = [:]
    /// The keys whose turn to open a connection comes next.
    private var turns = Deque<Key>()
    /// The number of attempts at present.
    private(set) var attemptCount = 0

    init(limit: Int) {
        self.limit = limit
    }

    // MARK: Wishes

    /// Adds a wish. Returns whether to open a connection for it now.
    mutating func add(_ wish: Wish, for key: Key) -> Bool {
        lines[key, default: Line()].wishes.append(wish)
        guard lines[key]?.lacksAttempt == true else { return false }
        if attemptCount < limit { return true }
        list(key)
        return false
    }

    /// Removes a wish. Returns the attempt that is no longer needed, if any: the one that has taken longest.
    mutating func withdraw(_ wish: Wish, for key: Key) -> Attempt? {
        guard lines[key]?.wishes.remove(wish) == true, let line = lines[key] else { return nil }
        defer { drop(key) }
        return line.attempts.count > line.wishes.count ? line.attempts.first : nil
    }

    /// Removes and returns the first wish that a connection for `key` grants.
    mutating func popWish(for key: Key) -> Wish? {
        guard !lines.isEmpty, let wish = lines[key]?.wishes.popFirst() else { return nil }
        drop(key)
        return wish
    }

    // MARK: Attempts

    /// Notes that a connection is being opened.
    mutating func began(_ attempt: Attempt, for key: Key) {
        lines[key, default: Line()].attempts.append(attempt)
        attemptCount += 1
    }

    /// Notes that an attempt is over. Does nothing if it already was.
    mutating func ended(_ attempt: Attempt, for key: Key) {
        guard let index = lines[key]?.attempts.firstIndex(where: { $0 === attempt }) else { return }
        lines[key]?.attempts.remove(at: index)
        attemptCount -= 1
        if lines[key]?.lacksAttempt == true { list(key) }
        drop(key)
    }

    /// Returns the wish that fails together with the attempt that ended last; nil if the other attempts suffice.
    mutating func popUnserved(for key: Key) -> Wish? {
        lines[key]?.lacksAttempt == true ? popWish(for: key) : nil
    }

    /// Returns the next key to open a connection for, and a wish for it. The keys take turns.
    mutating func nextToOpen() -> (key: Key, wish: Wish)? {
        guard attemptCount < limit else { return nil }
        while let key = turns.popFirst() {
            lines[key]?.isListed = false
            guard let line = lines[key], line.lacksAttempt, let wish = line.wishes.first else {
                drop(key)
                continue
            }
            // Another one later, if this line lacks more than one.
            if line.wishes.count > line.attempts.count + 1 { list(key) }
            return (key, wish)
        }
        return nil
    }

    /// All attempts.
    var attempts: [Attempt] { lines.values.flatMap(\.attempts) }

    private mutating func list(_ key: Key) {
        guard lines[key]?.isListed == false else { return }
        lines[key]?.isListed = true
        turns.append(key)
    }

    private mutating func drop(_ key: Key) {
        guard let line = lines[key], line.wishes.isEmpty, line.attempts.isEmpty, !line.isListed else { return }
        lines[key] = nil
    }
}
