import ArgumentParser
import CurlTransport
import Fetch
import HTTPValues

/// `duet version`: prints the versions of Duet and libcurl, and what Duet makes of this libcurl.
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Print the versions of Duet and of the libcurl it runs with.")

    @Flag(name: .shortAndLong, help: "Print libcurl's features, what Duet works around, and known faults.")
    var verbose = false

    func run() {
        StandardOutput.writeLine("duet \(Duet.version)")
        StandardOutput.writeLine(CurlLibrary.version)
        if verbose { Self.lines(about: CurlLibrary.capabilities).forEach(StandardOutput.writeLine) }
    }

    /// Returns the lines that describe a libcurl.
    static func lines(about libcurl: CurlCapabilities) -> [String] {
        var lines = [
            "TLS library: \(libcurl.tlsLibrary ?? "none")",
            "Features: \(libcurl.features.joined(separator: " "))",
            "Trusted authorities: \(libcurl.authorities ?? "none found")",
        ]
        for (title, texts) in [("Workarounds", libcurl.workarounds), ("Known faults", libcurl.warnings)] {
            lines.append(texts.isEmpty ? "\(title): none" : "\(title):")
            lines += texts.map { "- \($0)" }
        }
        return lines
    }
}
