import Glibc
import HTTPValues

/// What httpx takes from the environment besides proxies.
enum Environment {
    /// The file that `SSL_CERT_FILE` names; nil when it names none.
    static var authoritiesPath: String? {
        getenv("SSL_CERT_FILE").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
