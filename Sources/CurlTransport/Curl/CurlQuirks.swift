/// What differs between the versions of libcurl that Duet runs with, 7.81 and later.
struct CurlQuirks {
    /// Whether a folded first header line makes libcurl read freed memory (before 8.3.0, curl issues 11101 and 11620).
    let isUnsafeWithFoldedFirstLine: Bool
    /// Whether libcurl sends `Connection` at the end of the head, wherever it is listed (8.16.0 and later).
    let movesConnectionHeader: Bool

    init(_ version: CurlVersion) {
        isUnsafeWithFoldedFirstLine = version < CurlVersion(8, 3)
        movesConnectionHeader = version >= CurlVersion(8, 16)
    }
}

extension CurlCapabilities {
    /// The oldest version that Duet supports.
    static let oldestVersion = CurlVersion(7, 81)

    /// What Duet does differently because of this libcurl, one sentence each.
    package var workarounds: [String] {
        let quirks = CurlQuirks(version)
        var result: [String] = []
        if quirks.isUnsafeWithFoldedFirstLine {
            result.append(
                "Header lines are checked before libcurl parses them, because it reads freed memory (#11101).")
        }
        if quirks.movesConnectionHeader {
            result.append("Connection is sent joined to the header before it, because libcurl moves it to the end.")
        }
        if !hasProtocolNames { result.append("Protocols are restricted by number, because libcurl takes no names.") }
        if let authorities = SystemAuthorities.found.replacement {
            result.append("Trusted authorities are read from \(authorities), because libcurl's own file is missing.")
        }
        return result
    }

    /// The file or directory of the trusted authorities; nil if there is none.
    package var authorities: String? {
        switch SystemAuthorities.found {
        case .builtInFile: builtInAuthorities.file
        case .builtInDirectory: builtInAuthorities.directory
        case .file(let path): path
        case .missing: nil
        }
    }

    /// The faults of this libcurl that Duet cannot work around, one sentence each.
    package var warnings: [String] {
        var result = Self.faults.filter { $0.versions.contains(version) }.map(\.text)
        if version < Self.oldestVersion {
            result.append("libcurl \(version) is too old: Duet needs \(Self.oldestVersion) or later.")
        }
        if !abandonsLookups {
            result.append("A request cancelled during a name lookup blocks the others until the lookup ends.")
        }
        return result
    }

    private static let faults: [(versions: Range<CurlVersion>, text: String)] = [
        (CurlVersion(7, 87)..<CurlVersion(7, 88), "libcurl 7.87 is very slow."),
        (CurlVersion(8, 9)..<CurlVersion(8, 9, 1), "libcurl 8.9.0 keeps a CPU busy after connections are closed."),
        (CurlVersion(8, 10)..<CurlVersion(8, 11), "libcurl 8.10 can leave transfers stuck."),
        (CurlVersion(8, 11)..<CurlVersion(8, 11, 1), "libcurl 8.11.0 forgets timers, so transfers can get stuck."),
        (
            CurlVersion(8, 16)..<CurlVersion(8, 17),
            "libcurl 8.16 fails HTTP/2 responses that are read slowly, with a write error."
        ),
        (CurlVersion(8, 21)..<CurlVersion(8, 22), "libcurl 8.21 can leave idle connections half-closed for a while."),
    ]
}
