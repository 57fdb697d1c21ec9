import CCurl
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Versions of libcurl")
struct CurlQuirksTests {
    @Test("The number of a version has a byte for each part")
    func number() {
        #expect(CurlVersion(number: 0x075801) == CurlVersion(7, 88, 1))
        #expect(CurlVersion(8, 9) < CurlVersion(8, 10))
        #expect("\(CurlVersion(8, 12, 1))" == "8.12.1")
    }

    @Test(
        "Workarounds are in force for the versions that need them",
        arguments: [
            (CurlVersion(7, 81), true, false), (CurlVersion(8, 2, 1), true, false), (CurlVersion(8, 3), false, false),
            (CurlVersion(8, 15), false, false), (CurlVersion(8, 16), false, true), (CurlVersion(8, 23), false, true),
        ])
    func workarounds(version: CurlVersion, folding: Bool, moving: Bool) {
        let quirks = CurlQuirks(version)
        #expect(quirks.isUnsafeWithFoldedFirstLine == folding)
        #expect(quirks.movesConnectionHeader == moving)
    }

    @Test(
        "Versions with known faults are warned about",
        arguments: [
            (CurlVersion(7, 80), true), (CurlVersion(7, 81), false), (CurlVersion(7, 87), true),
            (CurlVersion(7, 88, 1), false), (CurlVersion(8, 9), true), (CurlVersion(8, 9, 1), false),
            (CurlVersion(8, 10, 1), true), (CurlVersion(8, 11), true), (CurlVersion(8, 11, 1), false),
            (CurlVersion(8, 23), false),
        ])
    func warnings(version: CurlVersion, warns: Bool) {
        #expect(Self.capabilities(version).warnings.isEmpty != warns)
    }

    @Test("A libcurl that lacks an option is warned about, or its old option is used")
    func missingOptions() {
        let new = Self.capabilities(CurlVersion(7, 88))
        let old = Self.capabilities(CurlVersion(7, 84), hasNewOptions: false)
        #expect(old.workarounds.count == new.workarounds.count + 1)
        #expect(old.warnings.count == new.warnings.count + 1)
    }

    @Test("Features have the same names whether libcurl tells names or bits")
    func featureNames() {
        let info = duet_version_info().pointee
        let known = CurlCapabilities.featureNames(bits: info.features)
        #expect(known.contains("SSL"))
        #expect(Set(known).isSubset(of: CurlLibrary.capabilities.features))
        #expect(CurlLibrary.capabilities.has("HTTP2"))
        #expect(!CurlLibrary.capabilities.has("HTTP9"))
    }

    @Test("The version is that of the text")
    func version() {
        #expect(CurlLibrary.version.hasPrefix("libcurl/\(CurlLibrary.capabilities.version)"))
    }

    private static func capabilities(_ version: CurlVersion, hasNewOptions: Bool = true) -> CurlCapabilities {
        CurlCapabilities(
            version: version, tlsLibrary: nil, features: [],
            builtInAuthorities: CurlLibrary.capabilities.builtInAuthorities,
            hasProtocolNames: hasNewOptions, abandonsLookups: hasNewOptions)
    }
}
