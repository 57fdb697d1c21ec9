/// The Duet package.
public enum Duet {
    /// The version of the package.
    public static let version = "0.2.0"
}
