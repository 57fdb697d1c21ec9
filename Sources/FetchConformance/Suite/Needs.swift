import Fetch
import HTTPValues

extension ClientChoices {
    /// The abilities that a client needs to support these choices.
    var needs: Set<Ability> {
        let usual = ClientChoices()
        var needs = timeout.needs(beyond: usual.timeout)
        if !headers.isEmpty { needs.insert(.clientHeaders) }
        if limits.total != usual.limits.total || limits.perHost != nil { needs.insert(.poolLimits) }
        if limits.idle == 0 || limits.idleAge ?? .seconds(5) < .seconds(5) { needs.insert(.idleLimits) }
        if followRedirects { needs.insert(.redirects) }
        if maxRedirects != usual.maxRedirects { needs.insert(.redirectLimit) }
        if maximumBodySize != usual.maximumBodySize { needs.insert(.bodyLimit) }
        return needs.union(proxyNeeds)
    }

    private var proxyNeeds: Set<Ability> {
        guard let proxy else { return [] }
        let hasCredentials = proxy.utf8.contains(0x40)
        if proxy.hasPrefix("socks") { return hasCredentials ? [.socks, .socksCredentials] : [.socks] }
        return hasCredentials ? [.proxies, .proxyCredentials] : [.proxies]
    }
}

extension FetchTimeout {
    /// The abilities needed for timeouts that differ from those of `other`.
    fileprivate func needs(beyond other: FetchTimeout) -> Set<Ability> {
        var needs: Set<Ability> = []
        if let connect, connect != other.connect { needs.insert(.connectTimeout) }
        if let read, read != other.read { needs.insert(.readTimeout) }
        if let write, write != other.write { needs.insert(.writeTimeout) }
        if let pool, pool != other.pool { needs.insert(.poolTimeout) }
        if let total, total != other.total { needs.insert(.totalTimeout) }
        return needs
    }
}

extension Step {
    /// The abilities that a client needs for this step.
    var needs: Set<Ability> {
        switch self {
        case .send(let request): request.needs
        // Without streaming, the complete body is collected instead.
        case .stream(let request, .toTheEnd): request.needs
        case .stream(let request, _): request.needs.union([.streaming])
        case .converse(let request, _): request.needs.union([.streaming, .streamedUpload])
        case .together(let requests): Set(requests.flatMap(\.needs))
        case .cancel(let request, once: _): request.needs.union([.cancellation])
        case .cancelBehind(let first, let second, once: _): first.needs.union(second.needs).union([.cancellation])
        case .close(let request, once: _): request.needs.union([.closing])
        case .wait, .pause: []
        }
    }
}

extension SuiteRequest {
    fileprivate var needs: Set<Ability> {
        var needs = body?.needs ?? []
        if parameters != nil { needs.insert(.parameters) }
        if !cookies.isEmpty { needs.insert(.requestCookies) }
        if credentials != nil { needs.insert(.credentials) }
        if followRedirects != nil { needs.formUnion([.redirects, .requestRedirects]) }
        if let timeout { needs.formUnion(timeout.needs(beyond: .none).union([.requestTimeouts])) }
        return needs
    }
}

extension SuiteRequest.Body {
    fileprivate var needs: Set<Ability> {
        switch self {
        case .bytes: []
        case .text, .json, .form: [.encodedBodies]
        case .chunks: [.chunkedBodies]
        case .once: [.chunkedBodies, .oneShotBodies]
        }
    }
}

extension Expectation {
    /// The abilities that a client needs for this expectation to apply.
    var needs: Set<Ability> {
        switch self {
        case .reason: [.reason]
        case .version: [.version]
        case .lines, .headerCount: [.headerLines]
        case .trailer: [.trailers]
        case .url: [.finalURL]
        case .history: [.history]
        case .text: [.text]
        case .house(let inner): inner.needs.union([.houseRules])
        case .outcome(_, let inner), .each(let inner), .style(_, let inner): inner.needs
        default: []
        }
    }
}
