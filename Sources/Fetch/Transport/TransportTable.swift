package import HTTPValues

/// Maps URLs to transports, like httpx's `mounts`. It is consulted for every hop, so a redirect can lead from one
/// transport to another.
package struct TransportTable: Sendable {
    /// A transport and the URLs it is used for.
    package struct Mount: Sendable {
        /// The pattern of the URLs.
        package let pattern: URLPattern
        /// The transport for these URLs.
        package let transport: any Transport

        package init(_ pattern: URLPattern, _ transport: any Transport) {
            self.pattern = pattern
            self.transport = transport
        }
    }

    /// The transport for all URLs that no mount matches.
    package let standard: any Transport
    /// The mounts, most specific first.
    private let mounts: [Mount]

    package init(_ standard: any Transport, mounts: [Mount] = []) {
        self.standard = standard
        self.mounts = mounts.sorted { $0.pattern.isMoreSpecific(than: $1.pattern) }
    }

    /// Returns the transport for `url`.
    package func transport(for url: FetchURL) -> any Transport {
        mounts.first { $0.pattern.matches(url) }?.transport ?? standard
    }

    /// Closes all transports.
    package func close() {
        standard.close()
        for mount in mounts { mount.transport.close() }
    }
}
