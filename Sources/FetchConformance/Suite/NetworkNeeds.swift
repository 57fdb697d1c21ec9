import Fetch
import HTTPValues

extension Case {
    /// The reason that the case cannot run in memory, or nil if it can.
    public var reasonForNetwork: String? {
        switch server {
        case .connections, .live: return "depends on connections"
        case .replies(let scripts):
            let methods = Set(steps.flatMap(\.requests).map(\.method))
            guard scripts.allSatisfy({ Self.isWhole($0, methods) }) else {
                return "depends on the bytes of its responses"
            }
        case .routes: break
        }
        if !needs.isDisjoint(with: Self.wireAbilities) { return "depends on connections" }
        if steps.contains(where: { $0.requests.isEmpty }) { return "depends on time" }
        if steps.flatMap(\.requests).contains(where: { !$0.staysHere }) { return "sends requests to another server" }
        return expectations.contains(where: \.isAboutWire) ? "inspects the bytes sent" : nil
    }

    private static let wireAbilities: Set<Ability> = [
        .poolLimits, .idleLimits, .proxies, .socks, .connectTimeout, .writeTimeout, .poolTimeout, .cancellation,
        .closing, .streamedUpload,
    ]

    private static func isWhole(_ script: [ServerAction], _ methods: Set<String>) -> Bool {
        // Any script may reply to a HEAD request, and a reply to HEAD is complete without its body.
        methods.contains { WholeReply(script, to: HTTPMethod($0)) { $0 } != nil }
            || WholeReply(script, to: .get) { $0 } != nil
    }
}

extension Step {
    fileprivate var requests: [SuiteRequest] {
        switch self {
        case .send(let request), .stream(let request, .toTheEnd): [request]
        case .stream(let request, .stop): [request]
        case .together(let requests): requests
        default: []
        }
    }
}

extension SuiteRequest {
    /// Whether the request goes to the case's server over plain HTTP, or nowhere.
    fileprivate var staysHere: Bool {
        url.hasPrefix("/") || url.utf8.contains(0x7B) && !url.hasPrefix("https:")
    }
}

extension Expectation {
    fileprivate var isAboutWire: Bool {
        switch self {
        case .chunks, .connectionsAtMost, .socks: true
        case .connections(let count): count > 0
        case .outcome(_, let inner), .each(let inner), .style(_, let inner), .house(let inner): inner.isAboutWire
        case .any(let inner): inner.contains(where: \.isAboutWire)
        default: false
        }
    }
}
