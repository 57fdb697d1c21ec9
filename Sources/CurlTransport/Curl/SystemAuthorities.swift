import Glibc
import HTTPValues

/// The trusted authorities of the system.
///
/// libcurl knows one file or directory, where the distribution that it was built for has them. If nothing is there,
/// the places of other distributions are tried.
enum SystemAuthorities: Equatable {
    /// libcurl finds its own file.
    case builtInFile
    /// libcurl finds its own directory, and has no file.
    case builtInDirectory
    /// The file of another distribution.
    case file(String)
    /// Nothing was found.
    case missing

    static let found = find(
        builtIn: CurlLibrary.capabilities.builtInAuthorities, exists: { access($0, R_OK) == 0 })

    /// The files of Debian, Fedora, openSUSE, Red Hat, Alpine and FreeBSD.
    static let knownFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
        "/usr/local/share/certs/ca-root-nss.crt",
    ]

    /// Finds the authorities.
    ///
    /// - Parameter exists: Whether a path can be read.
    static func find(
        builtIn: (file: String?, directory: String?), exists: (String) -> Bool
    ) -> SystemAuthorities {
        if let file = builtIn.file, exists(file) { return .builtInFile }
        if builtIn.file == nil, let directory = builtIn.directory, exists(directory) { return .builtInDirectory }
        return knownFiles.first(where: exists).map(SystemAuthorities.file) ?? .missing
    }

    /// The file to use instead of libcurl's own.
    var replacement: String? {
        if case .file(let path) = self { path } else { nil }
    }

    /// What to add to an error about the file of authorities, if there is none.
    static var advice: String? {
        guard found == .missing else { return nil }
        let own = CurlLibrary.capabilities.builtInAuthorities.file.map { [$0] } ?? []
        let places = (own + knownFiles.filter { !own.contains($0) }).joined(separator: ", ")
        return "no file of trusted authorities was found at \(places). SSL_CERT_FILE can name one"
    }
}
