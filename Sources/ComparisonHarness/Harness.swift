import AIOHTTPWeb
public import Comparisons
import Fetch
import FetchConformance
import HTTPValues
import MiniServer
import TestSupport

/// Runs comparisons against its own mini server, on free loopback ports.
public struct Harness: Sendable {
    /// The Python interpreter that has httpx and aiohttp; nil skips Python.
    public var python: String?

    /// Creates a harness.
    public init(python: String? = nil) {
        self.python = python
    }

    /// Runs comparisons one after another.
    ///
    /// - Parameter report: Called with each comparison when it is complete.
    /// - Throws: ``SystemFailure`` if no server can be started. Errors of programs are part of their reports.
    public func run(_ comparisons: [Comparison], report: (ComparisonReport) throws -> Void) async throws {
        let certificate = try await TemporaryCertificate.make()
        let app = MiniServer.application()
        try await TestServer.with(app) { plain in
            try await TestServer.with(app, tls: certificate.tls) { secure in
                let servers = ComparisonServers(plain: plain, secure: secure, authority: certificate.certificate)
                await warmUp(servers)
                for comparison in comparisons { try report(await run(comparison, on: servers)) }
            }
        }
    }

    /// The first request of a process starts threads and loads libraries. No comparison should pay for that.
    private func warmUp(_ servers: ComparisonServers) async {
        for part in Comparison.all.first?.parts ?? [] {
            for program in [part.httpx, part.aiohttp] { _ = await run(program, in: "", on: servers) }
        }
    }

    private func run(_ comparison: Comparison, on servers: ComparisonServers) async -> ComparisonReport {
        var runs: [(part: Comparison.Part, httpx: Run, aiohttp: Run)] = []
        for part in comparison.parts {
            let httpx = await run(part.httpx, in: comparison.folder, on: servers)
            let aiohttp = await run(part.aiohttp, in: comparison.folder, on: servers)
            runs.append((part, httpx, aiohttp))
        }
        guard let python else {
            let parts = runs.map { PartReport($0.part, httpx: $0.httpx, aiohttp: $0.aiohttp) }
            return ComparisonReport(comparison: comparison, parts: parts, pythonTotals: nil)
        }
        let programs = PythonPrograms(interpreter: python, comparison: comparison)
        let httpx = await programs.run(
            comparison.files.pythonHTTPX, of: \.httpx, lineCounts: runs.map { $0.httpx.lines?.count }, on: servers)
        let aiohttp = await programs.run(
            comparison.files.pythonAIOHTTP, of: \.aiohttp, lineCounts: runs.map { $0.aiohttp.lines?.count }, on: servers
        )
        let parts = runs.enumerated().map { index, runs in
            PartReport(
                runs.part, httpx: runs.httpx, aiohttp: runs.aiohttp,
                python: PythonRuns(httpx: httpx.runs[index], aiohttp: aiohttp.runs[index]))
        }
        return ComparisonReport(
            comparison: comparison, parts: parts,
            pythonTotals: PythonTotals(httpx: httpx.counts, aiohttp: aiohttp.counts))
    }

    private func run(_ program: Comparison.Program, in folder: String, on servers: ComparisonServers) async -> Run {
        let address = servers.address
        switch program {
        case .absent(let reason):
            return Run(.absent(reason))
        case .blocking(let body):
            return await servers.measure { output in
                try await RealThread.run { Result { try output.collect { try body(address) } } }.get()
            }
        case .asynchronous(let body):
            return await servers.measure { output in try await output.collect { try await body(address) } }
        case .refused(let file, let message):
            do {
                return Run(.printed(try await CompilerCheck.refusal(of: "\(folder)/\(file)", saying: message)))
            } catch {
                return Run(.failed("\(error)"))
            }
        }
    }
}
