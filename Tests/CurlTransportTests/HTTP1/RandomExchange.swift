import Fetch
import HTTPValues
import MiniServer

@testable import CurlTransport

/// A request and a response of random shape, from a seed.
struct RandomExchange {
    var request: WireRequest
    var mode: Transfer.Mode
    /// The body of the request.
    var upload: [UInt8] = []
    /// Whether the body of the request comes through a queue.
    var uploadsByQueue = false
    /// The bytes of the response.
    var response: [UInt8] = []
    /// Whether the connection is closed after the response.
    var closes = false
    /// The length of the body of the response, which has patterned bytes.
    var bodyCount = 0
    var trailers: [String] = []
    /// Whether the response was cut or changed on its way.
    var damage = Damage.none
    var isReused: Bool

    enum Damage: Hashable {
        case none
        /// The connection ends within the response.
        case cut
        /// Some bytes differ.
        case changed
    }

    private static let sizes = [0, 1, 100, 4 << 10, 64 << 10, 128 << 10, 256 << 10, 1 << 20, 2 << 20, 3 << 20]

    init(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let methods: [HTTPMethod] = [.get, .get, .post, .put, .head]
        let method = methods.randomElement(using: &random) ?? .get
        mode = Bool.random(using: &random) ? .stream : .collect(limit: 1 << 26)
        isReused = Bool.random(using: &random)
        var body = WireBody.none
        if method == .post || method == .put {
            upload = PatternedBytes.bytes(0..<Self.size(upTo: 1 << 20, &random))
            uploadsByQueue = Bool.random(using: &random)
            let length = Bool.random(using: &random) ? upload.count : nil
            body = uploadsByQueue ? .upload(length: length) : .bytes(Bytes(upload))
        }
        let expects = Int.random(in: 0..<5, using: &random) == 0
        request = WireRequest(
            method: method, url: try FetchURL("http://h.test/"), headers: expects ? ["Expect": "100-continue"] : [:],
            body: body)
        writeResponse(to: method, &random)
        damage(&random)
    }

    private static func size(upTo limit: Int, _ random: inout SeededGenerator) -> Int {
        let size = sizes.randomElement(using: &random) ?? 0
        return min(limit, max(0, size + Int.random(in: -3...3, using: &random)))
    }

    private mutating func writeResponse(to method: HTTPMethod, _ random: inout SeededGenerator) {
        var text = ""
        for _ in 0..<max(0, Int.random(in: -2...2, using: &random)) {
            text +=
                ["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\n"]
                .randomElement(using: &random) ?? ""
        }
        let filler = String(repeating: "x", count: Int.random(in: 0..<300, using: &random))
        text += "HTTP/1.1 200 Fine\r\nX-Filler: \(filler)\r\n"
        let size = Self.size(upTo: .max, &random)
        let form = Int.random(in: 0..<4, using: &random)
        bodyCount = method == .head ? 0 : size
        switch form {
        case 0, 1: text += "Content-Length: \(size)\r\n\r\n"
        case 2: text += "Transfer-Encoding: chunked\r\n\r\n"
        default: text += "\r\n"
        }
        response = Array(text.utf8)
        guard method != .head else { return }
        if form == 2 { appendChunks(&random) } else { response += PatternedBytes.bytes(0..<size) }
        closes = form == 3
    }

    private mutating func appendChunks(_ random: inout SeededGenerator) {
        let largest = Self.sizes.filter { $0 >= 100 }.randomElement(using: &random) ?? 100
        var position = 0
        while position < bodyCount {
            let size = min(bodyCount - position, Int.random(in: 1...largest, using: &random))
            response += "\(String(size, radix: 16))\r\n".utf8
            response += PatternedBytes.bytes(position..<position + size)
            response += "\r\n".utf8
            position += size
        }
        trailers = Bool.random(using: &random) ? ["Sum: 1"] : []
        response += ("0\r\n" + trailers.map { $0 + "\r\n" }.joined() + "\r\n").utf8
    }

    private mutating func damage(_ random: inout SeededGenerator) {
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
            damage = .cut
            response.removeLast(Int.random(in: 1...response.count, using: &random))
            closes = true
        case 1:
            damage = .changed
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let position = Int.random(in: 0..<min(400, response.count), using: &random)
                response[position] = UInt8.random(in: 0...255, using: &random)
            }
            closes = true
        default: break
        }
    }
}
