import Glibc
import HTTPValues

/// Messages of random shape, from a seed.
struct RandomMessages {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    /// Returns a number below `limit`.
    mutating func number(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }

    private mutating func text(_ alphabet: String, upTo count: Int) -> String {
        let characters = Array(alphabet)
        return String((0..<number(below: count + 1)).map { _ in characters[number(below: characters.count)] })
    }

    mutating func headers() -> Headers {
        var headers = Headers()
        for index in 0..<number(below: 12) {
            let name = "X\(index)" + text("aZ0-!#$%&'*+.^_`|~", upTo: 8)
            let inner = text("ab :;,=\"\t\\(){}<>@é€", upTo: number(below: 20) == 0 ? 3000 : 20)
            headers.add(name: name, value: inner.isEmpty ? "" : "v\(inner)v")
        }
        return headers
    }

    mutating func body() -> [UInt8] {
        let size = [0, 0, 1, 10, 500, 5000][number(below: 6)]
        return (0..<size).map { _ in UInt8(truncatingIfNeeded: number(below: 256)) }
    }

    /// Returns the chunks of `body`, and the end.
    mutating func chunks(of body: [UInt8], trailers: Headers) throws -> [UInt8] {
        var builder = ByteBuilder()
        var rest = body[...]
        while !rest.isEmpty {
            let piece = rest.prefix(1 + number(below: 700))
            rest = rest.dropFirst(piece.count)
            builder.append(ChunkText(Bytes(piece)))
        }
        builder.append(try LastChunkText(trailers: trailers))
        return Array(builder.take())
    }

    /// Cuts `bytes` into pieces.
    mutating func pieces(of bytes: [UInt8]) -> [[UInt8]] {
        let most = [1, 7, 200, 3000, 100_000][number(below: 5)]
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            pieces.append(Array(rest.prefix(1 + number(below: most))))
            rest = rest.dropFirst(pieces[pieces.count - 1].count)
        }
        return pieces
    }

    /// Returns `bytes` with some changed, removed, repeated or inserted.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let special = Array("\r\n :;0aF\u{0}\t,-\u{7F}".utf8)
        for _ in 0...number(below: 4) where !bytes.isEmpty {
            let place = number(below: bytes.count)
            let byte = number(below: 2) == 0 ? special[number(below: special.count)] : UInt8(number(below: 256))
            switch number(below: 4) {
            case 0: bytes[place] = byte
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(byte, at: place)
            default:
                let end = min(bytes.count, place + number(below: 40))
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            }
        }
        return bytes
    }

    /// Calls `body` with one seed after another: with `count` seeds, or for the seconds that the environment variable
    /// `DUET_SOAK` says.
    static func run(seeds count: Int, _ body: (UInt64) throws -> Void) rethrows {
        let seconds = getenv("DUET_SOAK").flatMap { Int(String(cString: $0)) }
        let end = seconds.map { ContinuousClock.now + .seconds($0) }
        var seed: UInt64 = 1
        while end.map({ ContinuousClock.now < $0 }) ?? (seed <= UInt64(count)) {
            try body(seed)
            seed += 1
        }
    }
}
