import ArgumentParser
import Testing

@testable import DuetCLI

@Suite("Arguments of duet")
struct ArgumentTests {
    @Test("The first word selects the command, and get has an alias")
    func commands() throws {
        #expect(try DuetCommand.parseAsRoot(["get", "http://x.test/"]) is GetCommand)
        #expect(try DuetCommand.parseAsRoot(["fetch", "http://x.test/"]) is GetCommand)
        #expect(try DuetCommand.parseAsRoot(["serve"]) is ServeCommand)
        #expect(try DuetCommand.parseAsRoot(["exec"]) is ExecCommand)
        #expect(try DuetCommand.parseAsRoot(["compare", "--list"]) is CompareCommand)
        #expect(try DuetCommand.parseAsRoot(["conformance", "--list"]) is ConformanceCommand)
        #expect(try DuetCommand.parseAsRoot(["differences"]) is DifferencesCommand)
        #expect(try DuetCommand.parseAsRoot(["version", "-v"]) is VersionCommand)
    }

    @Test("get accepts its options in long and short form")
    func get() throws {
        let command = try GetCommand.parse([
            "http://x.test/", "--style", "aiohttp", "-m", "PUT", "-H", "A: 1", "--header", "B: 2", "-j", "{}", "-L",
            "-v", "--no-verify", "--http2", "-p", "a=1", "--param", "b=2", "--cookie", "c=3", "--auth", "u:p",
            "--proxy", "http://p", "--timeout", "1.5", "-o", "/tmp/x", "--raw",
        ])
        #expect(command.url == "http://x.test/")
        #expect(command.style == .aiohttp)
        #expect(command.method == "PUT")
        #expect(command.header == ["A: 1", "B: 2"])
        #expect(command.json == "{}")
        #expect(command.param == ["a=1", "b=2"])
        #expect(command.cookie == ["c=3"])
        #expect(command.auth == "u:p")
        #expect(command.proxy == "http://p")
        #expect(command.timeout == 1.5)
        #expect(command.output == "/tmp/x")
        #expect(command.raw)
        #expect(command.followRedirects && command.verbose && command.noVerify && command.http2)
    }

    @Test("serve listens on port 8080 of the loopback address by default")
    func serve() throws {
        let usual = try ServeCommand.parse([])
        #expect(usual.port == 8080)
        #expect(usual.host == "127.0.0.1")
        #expect(usual.tls.isEmpty)
        let command = try ServeCommand.parse(["--port", "0", "--host", "::1", "--tls", "c.pem", "k.pem"])
        #expect(command.port == 0)
        #expect(command.host == "::1")
        #expect(command.tls == ["c.pem", "k.pem"])
    }

    @Test(
        "Invalid arguments are rejected",
        arguments: [
            ["get"], ["get", "http://x.test/", "--style", "curl"],
            ["get", "http://x.test/", "--json", "{}", "--data", "a=b"], ["serve", "--port", "65536"],
            ["serve", "--port", "-1"],
            ["serve", "--tls", "c.pem"], ["conformance", "--client", "curl"], ["conformance", "--group", "nothing"],
            ["conformance", "--json", "--markdown"], ["differences", "--markdown", "--write"], ["exec", "x"],
            ["unknown"],
        ])
    func refused(arguments: [String]) {
        #expect(throws: (any Error).self) { try DuetCommand.parseAsRoot(arguments) }
    }

    @Test("Names of clients and groups are case-insensitive")
    func caseOfNames() throws {
        let command = try ConformanceCommand.parse(["--client", "asyncclient", "--group", "Headers"])
        #expect(command.client == ["asyncclient"])
    }
}
