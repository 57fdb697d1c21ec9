import ArgumentParser
import DuetCLI

/// The executable; what it does is in `DuetCLI`, where tests reach it.
@main
enum Duet {
    static func main() async {
        await DuetCommand.main()
    }
}
