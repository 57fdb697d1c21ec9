public import Fetch
import HTTPValues

/// The server that a case is played against.
protocol CaseServer: Sendable {
    /// The first origin.
    var origin: String { get }
    /// The events so far.
    var log: ServerLog { get }
    /// Replaces the placeholders for ports and origins in `text`.
    func filled(_ text: String) -> String
    /// Waits until `condition` is true.
    func wait(until condition: @escaping @Sendable (ServerLog) -> Bool) async
    /// Stops the server.
    func stop() async
}

extension ScriptedServer: CaseServer {}

/// A real server for ``Suite/liveCases``.
public struct LiveServer: Sendable {
    /// The origin, such as `https://127.0.0.1:8443`.
    public var origin: String
    /// A PEM file with the authority that issued its certificate.
    public var trustFile: String?
    /// The HTTP versions that clients use with it.
    public var versions: HTTPVersions
    /// The HTTP version that responses must have.
    public var version: String
    /// Cases that do not apply to it, by name, with the reason.
    public var exclusions: [String: String]

    /// Creates a description of a real server.
    public init(
        origin: String, trustFile: String? = nil, versions: HTTPVersions = .http1, version: String = "HTTP/1.1",
        exclusions: [String: String] = [:]
    ) {
        self.origin = origin
        self.trustFile = trustFile
        self.versions = versions
        self.version = version
        self.exclusions = exclusions
    }
}

extension LiveServer: CaseServer {
    var log: ServerLog { ServerLog() }

    func filled(_ text: String) -> String {
        guard text.utf8.contains(0x7B) else { return text }
        return text.split(separator: "{origin}", omittingEmptySubsequences: false).joined(separator: origin)
    }

    /// Returns immediately, because a real server cannot be observed.
    func wait(until condition: @escaping @Sendable (ServerLog) -> Bool) async {}

    /// Does nothing, because the suite did not start the server.
    func stop() async {}
}

extension LiveServer {
    /// The abilities that a client needs to talk to it.
    var needs: Set<Ability> {
        var needs: Set<Ability> = []
        if trustFile != nil { needs.insert(.trustFile) }
        if version == "HTTP/2" { needs.insert(.http2) }
        return needs
    }
}
