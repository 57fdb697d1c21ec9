import Fetch
import Measurement

/// What there is much of while requests are measured: `KIND NUMBER OTHER-URL` on the command line, before what every
/// client takes.
struct Circumstance {
    enum Kind: String {
        /// Responses of the other URL, open and not at their end.
        case streams
        /// Connections that were opened by requests for the other URL and are idle since.
        case connections
        /// Origins that are asked in turn.
        case origins
        /// Cookies in the jar, all but a few for other hosts.
        case cookies
        /// Fields in the head of the request.
        case fields
        /// Redirects until the response comes.
        case redirects
    }

    let kind: Kind
    let number: Int
    let otherURL: String

    /// How many arguments it takes.
    static let argumentCount = 3

    static func fromCommandLine() -> Circumstance {
        let arguments = CommandLine.arguments
        guard arguments.count > argumentCount, let kind = Kind(rawValue: arguments[1]), let number = Int(arguments[2])
        else { giveUp("streams|connections|origins|cookies|fields|redirects NUMBER OTHER-URL STYLE …") }
        return Circumstance(kind: kind, number: number, otherURL: arguments[3])
    }

    /// Room for everything that is open, and for the request that is measured.
    var poolLimits: PoolLimits { PoolLimits(total: number + 1) }

    var maxRedirects: Int { kind == .redirects ? number : 0 }

    /// What each request is given: a client that knows its fields beforehand has merged them once.
    var fields: Headers {
        guard kind == .fields else { return [:] }
        return Headers((0..<number).map { ("X-Field-\($0)", "value") })
    }

    /// Three of the cookies are for every host of a measured request, as those of one site are in a browser's jar.
    func fill(_ jar: CookieJar, for host: String) {
        guard kind == .cookies else { return }
        for index in 0..<number {
            jar.set(name: "name\(index)", value: "value", domain: index < 3 ? host : "host\(index).example")
        }
    }

    /// The URLs of the measured requests. All of 127.0.0.0/8 is this machine; every address is an origin.
    func urls(_ url: String) -> [String] {
        guard kind == .origins else { return [url] }
        return (0..<number).map { index in
            let address = "127.1.\(index / 250).\(index % 250 + 1)"
            return url.replacing("127.0.0.1", with: address, maxReplacements: 1)
        }
    }
}
