/// One topic: the same thing done in both styles, in one or more parts.
public struct Comparison: Sendable {
    /// The name, which is that of its folder.
    public let name: String
    /// What it shows, in one sentence.
    public let shows: String
    /// What is run, in order.
    public let parts: [Part]
    /// Whether each part is a row of a table, since only the outputs matter.
    public let isTable: Bool
    /// Whether the programs talk to the server over TLS.
    public let isSecure: Bool
    /// Two parts whose times are worth a ratio.
    public let ratio: Ratio?

    init(
        _ name: String, shows: String, isTable: Bool = false, isSecure: Bool = false, ratio: Ratio? = nil, parts: [Part]
    ) {
        self.name = name
        self.shows = shows
        self.isTable = isTable
        self.isSecure = isSecure
        self.parts = parts
        self.ratio = ratio
    }

    /// How much faster one part is than another.
    public struct Ratio: Sendable {
        /// The name of the part that takes longer.
        public let slower: String
        /// The name of the part that takes less time.
        public let faster: String
    }

    /// The same task in each style, which the server counts on its own.
    public struct Part: Sendable {
        /// What is done.
        public let name: String
        /// The program in the style of httpx.
        public let httpx: Program
        /// The program in the style of aiohttp.
        public let aiohttp: Program
        /// How the outputs must relate.
        public let agreement: Agreement
        /// What the server must have counted, for each style.
        public let counts: Counts
        /// Whether the Python programs have this part.
        public let isInPython: Bool

        init(
            _ name: String, httpx: Program, aiohttp: Program, agreement: Agreement = .same, counts: Counts = Counts(),
            isInPython: Bool = true
        ) {
            self.name = name
            self.httpx = httpx
            self.aiohttp = aiohttp
            self.agreement = agreement
            self.counts = counts
            self.isInPython = isInPython
        }
    }

    /// How the outputs of both styles must relate.
    public enum Agreement: Sendable {
        /// They are equal.
        case same
        /// They differ on purpose, and are these.
        case differing(httpx: String, aiohttp: String)
    }

    /// What the server may count while one program runs.
    public struct Counts: Sendable {
        /// Connections opened.
        public var connections: ClosedRange<Int>?
        /// TLS handshakes completed.
        public var handshakes: ClosedRange<Int>?
        /// Requests being answered at one time.
        public var atOnce: ClosedRange<Int>?

        init(
            connections: ClosedRange<Int>? = nil, handshakes: ClosedRange<Int>? = nil, atOnce: ClosedRange<Int>? = nil
        ) {
            self.connections = connections
            self.handshakes = handshakes
            self.atOnce = atOnce
        }
    }

    /// What one style does in a part.
    public enum Program: Sendable {
        /// A program that blocks its thread.
        case blocking(@Sendable (ServerAddress) throws -> Void)
        /// A program that awaits.
        case asynchronous(@Sendable (ServerAddress) async throws -> Void)
        /// A file, by its path in the folder of the topic, that the compiler must refuse with this message.
        case refused(file: String, message: String)
        /// Nothing, and why.
        case absent(reason: String)

        /// Whether there is something to run.
        public var isPresent: Bool { if case .absent = self { false } else { true } }
    }

    /// Where the server is that programs talk to.
    public struct ServerAddress: Sendable {
        /// `http://127.0.0.1:PORT`.
        public let url: String
        /// `https://127.0.0.1:PORT`.
        public let secureURL: String
        /// The PEM file with the authority that vouches for `secureURL`.
        public let authority: String

        /// The addresses of a server.
        public init(url: String, secureURL: String, authority: String) {
            self.url = url
            self.secureURL = secureURL
            self.authority = authority
        }
    }
}
