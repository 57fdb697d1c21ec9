import ArgumentParser
import DuetCLI

/// The executable. Its implementation is in `DuetCLI`, where tests can reach it.
@main
enum Duet {
    static func main() async {
        await DuetCommand.main()
    }
}
