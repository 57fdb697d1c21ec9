// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

// A package of its own, so that nobody who builds Duet builds what it is measured against.
let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "duet", path: "../.."),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        // Clients: programs with one command line, see Peer.swift and bound.h
        .executableTarget(
            name: "curl-client", path: "Clients/Curl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "Measurement", path: "Clients/Measurement", swiftSettings: settings),
        .executableTarget(
            name: "duet-client",
            dependencies: [
                "Measurement", .product(name: "HTTPX", package: "duet"),
                .product(name: "AIOHTTPClient", package: "duet"), .product(name: "Fetch", package: "duet"),
            ],
            path: "Clients/Duet", swiftSettings: settings),
        .executableTarget(
            name: "growth-client",
            dependencies: [
                "Measurement", .product(name: "HTTPX", package: "duet"),
                .product(name: "AIOHTTPClient", package: "duet"), .product(name: "Fetch", package: "duet"),
            ],
            path: "Clients/Growth", swiftSettings: settings),
        .executableTarget(
            name: "ahc-client",
            dependencies: [
                "Measurement", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            path: "Clients/AsyncHTTPClient", swiftSettings: settings),
        .executableTarget(
            name: "urlsession-client", dependencies: ["Measurement"], path: "Clients/URLSession",
            swiftSettings: settings),

        // Servers: programs that take a port and answer /hello/NAME, /64k, /echo; Duet's answers more, see there
        .executableTarget(
            name: "duet-server",
            dependencies: [.product(name: "AIOHTTPWeb", package: "duet"), .product(name: "Fetch", package: "duet")],
            path: "Servers/Duet", swiftSettings: settings),
        .executableTarget(
            name: "hummingbird-server",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Servers/Hummingbird", swiftSettings: settings),
        .executableTarget(
            name: "flyingfox-server", dependencies: [.product(name: "FlyingFox", package: "FlyingFox")],
            path: "Servers/FlyingFox", swiftSettings: settings),
        .executableTarget(
            name: "nio-server",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Servers/NIO", swiftSettings: settings),
    ]
)
