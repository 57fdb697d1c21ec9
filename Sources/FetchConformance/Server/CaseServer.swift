public import Fetch
import HTTPValues

/// What a case needs of the server that it is played against.
protocol CaseServer: Sendable {
    /// Its first origin.
    var origin: String { get }
    /// What has happened so far.
    var log: ServerLog { get }
    /// `text` with the placeholders for ports and origins filled in.
    func filled(_ text: String) -> String
    /// Waits until `condition` holds.
    func wait(until condition: @escaping @Sendable (ServerLog) -> Bool) async
    /// Ends it.
    func stop() async
}

extension ScriptedServer: CaseServer {}

/// A real server, for ``Suite/liveCases``.
public struct LiveServer: Sendable {
    /// Such as `https://127.0.0.1:8443`.
    public var origin: String
    /// A PEM file with the authority behind its certificate.
    public var trustFile: String?
    /// The versions of HTTP that clients use with it.
    public var versions: HTTPVersions
    /// The version that responses must have.
    public var version: String
    /// Cases that do not apply to it, by name, and why not.
    public var exclusions: [String: String]

    /// A server.
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

    /// Nobody can look inside.
    func wait(until condition: @escaping @Sendable (ServerLog) -> Bool) async {}

    /// It is not ours.
    func stop() async {}
}

extension LiveServer {
    /// What a client must be able to do to speak with it.
    var needs: Set<Ability> {
        var needs: Set<Ability> = []
        if trustFile != nil { needs.insert(.trustFile) }
        if version == "HTTP/2" { needs.insert(.http2) }
        return needs
    }
}
