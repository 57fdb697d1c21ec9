// swift-tools-version: 6.2
import PackageDescription

// A package of its own, which sees only Duet's public API, as any package that depends on Duet does.

/// The settings of a new package. With `MemberImportVisibility`, one import must provide all members that a test uses.
let plain: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// The settings of a package that has turned on the upcoming features.
let strict: [SwiftSetting] =
    plain + [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]

let package = Package(
    name: "duet-outside",
    dependencies: [
        .package(name: "duet", path: "../.."),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    ],
    targets: [
        // A server for tests that import no server
        .target(name: "Loopback", dependencies: [.product(name: "AIOHTTP", package: "duet")], swiftSettings: strict),
        // Threads that may block
        .target(name: "RealThreads", swiftSettings: strict),

        .testTarget(
            name: "HTTPXAlone",
            dependencies: ["Loopback", "RealThreads", .product(name: "HTTPX", package: "duet")],
            swiftSettings: plain
        ),
        .testTarget(
            name: "AIOHTTPAlone", dependencies: ["Loopback", .product(name: "AIOHTTP", package: "duet")],
            swiftSettings: plain
        ),
        .testTarget(
            name: "BothStyles",
            dependencies: [
                "Loopback", "RealThreads", .product(name: "AIOHTTP", package: "duet"),
                .product(name: "HTTPX", package: "duet"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FetchWithEither",
            dependencies: [
                "Loopback", "RealThreads", .product(name: "AIOHTTP", package: "duet"),
                .product(name: "Fetch", package: "duet"), .product(name: "HTTPX", package: "duet"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: strict
        ),
    ]
)
