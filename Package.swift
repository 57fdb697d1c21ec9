// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// What lies next to the Swift programs of a topic: two Python programs and a page.
let comparisonExtras = [
    "FirstRequest": "first_request", "SyncAndAsync": "sync_and_async", "SessionReuse": "session_reuse",
    "HundredsAtOnce": "hundreds_at_once", "LimitedConcurrency": "limited_concurrency", "Choosing": "choosing",
    "CodableValues": "codable_values", "Streaming": "streaming", "Errors": "errors",
    "OneFunctionBothStyles": "one_function_both_styles", "Timeouts": "timeouts",
    "CookiesAndLogin": "cookies_and_login", "Cancellation": "cancellation",
    "TestingWithoutNetwork": "testing_without_network",
].flatMap { topic, name in ["README.md", "\(name)_httpx.py", "\(name)_aiohttp.py"].map { "\(topic)/\($0)" } }

let package = Package(
    name: "duet",
    products: [
        .library(name: "HTTPX", targets: ["HTTPX"]),
        .library(name: "AIOHTTP", targets: ["AIOHTTP"]),
        .library(name: "AIOHTTPClient", targets: ["AIOHTTPClient"]),
        .library(name: "AIOHTTPWeb", targets: ["AIOHTTPWeb"]),
        .library(name: "Fetch", targets: ["Fetch"]),
        .library(name: "FetchConformance", targets: ["FetchConformance"]),
        .library(name: "StyleConformance", targets: ["StyleConformance"]),
        .executable(name: "duet", targets: ["duet"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // System libraries
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),

        // The values and rules of HTTP, for clients and servers
        .target(
            name: "HTTPValues",
            dependencies: [
                "CZlib", "CBrotli", "CZstd", "CIDN2", .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: strict
        ),

        // The protocol, and the engine under it
        .target(
            name: "Fetch",
            dependencies: [
                "HTTPValues", .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "CurlTransport",
            dependencies: [
                "Fetch", "HTTPValues", "CCurl", .product(name: "DequeModule", package: "swift-collections"),
            ],
            swiftSettings: strict
        ),

        // Style 1
        .target(
            name: "HTTPX",
            dependencies: ["Fetch", "HTTPValues", "CurlTransport"],
            swiftSettings: strict
        ),

        // Style 2
        .target(name: "AIOHTTPClient", dependencies: ["Fetch", "HTTPValues", "CurlTransport"], swiftSettings: strict),
        // Style 2, server half
        .target(
            name: "AIOHTTPWeb",
            dependencies: [
                "HTTPValues",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(name: "AIOHTTP", dependencies: ["AIOHTTPClient", "AIOHTTPWeb"], swiftSettings: strict),

        // On top
        .target(name: "MiniServer", dependencies: ["AIOHTTPWeb", "HTTPValues"], swiftSettings: strict),
        .target(
            name: "Comparisons",
            dependencies: ["HTTPX", "AIOHTTP"],
            path: "Comparisons",
            exclude: comparisonExtras + [
                "README.md", "Differences.md", "run", "Benchmarks", "Conformance", "SyncAndAsync/BlockingInAsync.swift",
            ],
            packageAccess: false,
            swiftSettings: strict
        ),
        .target(
            name: "ComparisonHarness",
            dependencies: [
                "Comparisons", "MiniServer", "AIOHTTPWeb", "Fetch", "FetchConformance", "HTTPValues", "TestSupport",
            ],
            swiftSettings: strict
        ),
        .target(
            name: "DuetCLI",
            dependencies: [
                "AIOHTTPClient", "AIOHTTPWeb", "ComparisonHarness", "Comparisons", "CurlTransport", "Fetch",
                "FetchConformance", "HTTPValues", "HTTPX", "MiniServer", "StyleConformance",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "duet",
            dependencies: ["DuetCLI", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict
        ),

        // The suite that every client is held to
        .target(
            name: "FetchConformance",
            dependencies: ["Fetch", "HTTPValues"],
            swiftSettings: strict
        ),
        // Duet's own clients for it, and the tables of how they differ
        .target(
            name: "StyleConformance",
            dependencies: ["FetchConformance", "Fetch", "HTTPValues", "HTTPX", "AIOHTTPClient"],
            swiftSettings: strict
        ),

        // What tests and the harness share: processes, certificates, raw sockets
        .target(
            name: "TestSupport", dependencies: ["AIOHTTPWeb", "Fetch", "FetchConformance", "HTTPValues"],
            swiftSettings: strict
        ),

        // Tests
        .testTarget(
            name: "HTTPValuesTests",
            dependencies: ["HTTPValues", .product(name: "HTTPTypes", package: "swift-http-types")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FetchTests",
            dependencies: ["Fetch", "FetchConformance", "HTTPValues"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CurlTransportTests",
            dependencies: [
                "CCurl", "CurlTransport", "Fetch", "AIOHTTPWeb", "FetchConformance", "HTTPValues", "MiniServer",
                "TestSupport",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HTTPXTests", dependencies: ["HTTPX", "Fetch", "FetchConformance"], swiftSettings: strict
        ),
        .testTarget(
            name: "AIOHTTPClientTests", dependencies: ["AIOHTTPClient", "Fetch"], swiftSettings: strict),
        .testTarget(
            name: "ParityTests",
            dependencies: [
                "FetchConformance", "StyleConformance", "HTTPX", "AIOHTTPClient", "AIOHTTPWeb", "MiniServer",
                "CurlTransport", "Fetch", "HTTPValues", "TestSupport",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "OracleTests",
            dependencies: [
                "FetchConformance", "StyleConformance", "AIOHTTPWeb", "MiniServer", "TestSupport", "Fetch",
                "HTTPValues", "duet",
            ],
            exclude: ["Programs"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "AIOHTTPWebTests", dependencies: ["AIOHTTPWeb", "HTTPValues", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ComparisonsTests",
            dependencies: ["ComparisonHarness", "Comparisons", "Fetch", "HTTPValues", "HTTPX", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DuetTests",
            dependencies: [
                "DuetCLI", "AIOHTTPWeb", "FetchConformance", "MiniServer", "HTTPValues",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "MiniServerTests", dependencies: ["MiniServer", "AIOHTTPWeb", "HTTPValues", "TestSupport"],
            swiftSettings: strict),
    ]
)
