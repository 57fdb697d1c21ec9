package import HTTPValues

/// Which transport carries a URL: httpx's `mounts`. Asked for every hop, so that a redirect can lead from one
/// transport to another.
package struct TransportTable: Sendable {
    /// A transport and the URLs it carries.
    package struct Mount: Sendable {
        /// The URLs.
        package let pattern: URLPattern
        /// What carries them.
        package let transport: any Transport

        package init(_ pattern: URLPattern, _ transport: any Transport) {
            self.pattern = pattern
            self.transport = transport
        }
    }

    /// What carries every URL that no mount matches.
    package let standard: any Transport
    /// The most specific first.
    private let mounts: [Mount]

    package init(_ standard: any Transport, mounts: [Mount] = []) {
        self.standard = standard
        self.mounts = mounts.sorted { $0.pattern.isMoreSpecific(than: $1.pattern) }
    }

    /// The transport for `url`.
    package func transport(for url: FetchURL) -> any Transport {
        mounts.first { $0.pattern.matches(url) }?.transport ?? standard
    }

    /// Closes every transport.
    package func close() {
        standard.close()
        for mount in mounts { mount.transport.close() }
    }
}
