import Fetch
import HTTPValues

/// A connection of a scripted server, on its own thread.
struct ScriptedConnection: ~Copyable {
    private let socket: Socket
    private let number: Int
    private let isOther: Bool
    private let log: SharedLog
    private let fill: (String) -> String
    private var reader: ReceivedRequestReader
    /// The last request read.
    private(set) var request: ReceivedRequest?

    init(_ socket: Socket, number: Int, isOther: Bool, log: SharedLog, fill: @escaping (String) -> String) {
        self.socket = socket
        self.number = number
        self.isOther = isOther
        self.log = log
        self.fill = fill
        reader = ReceivedRequestReader(socket)
    }

    /// Plays `script`. Returns false if the connection must not be used any more.
    mutating func play(_ script: [ServerAction]) -> Bool {
        for action in script {
            guard play(action) else { return false }
        }
        return true
    }

    private mutating func play(_ action: ServerAction) -> Bool {
        switch action {
        case .send(let text): return send(Bytes(fill(text)))
        case .sendBytes(let bytes): return send(bytes)
        case .drip(let text, let milliseconds): return drip(Bytes(fill(text)), milliseconds)
        case .flood(let bytes, let times): return flood(bytes, times)
        case .readHead: return read(withBody: false)
        case .readRequest: return read(withBody: true)
        case .readBody: return readBody()
        case .readSOCKS(let message): return readSOCKS(message)
        case .echoBody: return send(request?.body ?? Bytes())
        case .echoChunks: return echoChunks()
        case .pause(let milliseconds):
            socket.sleep(milliseconds: milliseconds)
            return true
        case .run(let action):
            action()
            return true
        case .waitForClient:
            while socket.receive() != nil {}
            log.change { $0.endedByClient += 1 }
            return false
        case .halfClose:
            socket.halfClose()
            return true
        case .close:
            return false
        case .reset:
            socket.prepareReset()
            return false
        }
    }

    private mutating func read(withBody: Bool) -> Bool {
        guard var request = reader.head(connection: number, isOther: isOther) else { return false }
        let isComplete = !withBody || reader.body(of: &request)
        self.request = request
        log.change { $0.requests.append(request) }
        return isComplete
    }

    private mutating func readSOCKS(_ message: SOCKSMessage) -> Bool {
        guard let bytes = reader.socks(message) else { return false }
        log.change { $0.socks.append(Bytes(bytes)) }
        return true
    }

    private mutating func readBody() -> Bool {
        guard var request, reader.body(of: &request) else { return false }
        self.request = request
        return true
    }

    private func send(_ bytes: Bytes) -> Bool {
        let isSent = socket.send(bytes) {
            log.change { $0.blockedAfter = $0.blockedAfter ?? $0.sentBytes }
        }
        log.change {
            if isSent { $0.sentBytes += bytes.count } else { $0.endedByClient += 1 }
        }
        return isSent
    }

    private mutating func echoChunks() -> Bool {
        while let chunk = reader.chunk() {
            guard send(Bytes("\(String(chunk.count, radix: 16))\r\n")), send(Bytes(chunk)), send("\r\n") else {
                return false
            }
            if chunk.isEmpty { return true }
        }
        return false
    }

    private func drip(_ bytes: Bytes, _ milliseconds: Int) -> Bool {
        for index in 0..<bytes.count {
            socket.sleep(milliseconds: milliseconds)
            guard send(Bytes(CollectionOfOne(bytes[index]))) else { return false }
        }
        return true
    }

    private func flood(_ bytes: Bytes, _ times: Int) -> Bool {
        for _ in 0..<times {
            guard send(bytes) else { return false }
        }
        return true
    }
}
