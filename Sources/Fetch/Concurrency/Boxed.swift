import HTTPValues

/// A value stored behind a reference, for large values that are usually absent or passed along more often than read.
struct Boxed<Value: Sendable>: Sendable {
    private indirect enum Box: Sendable {
        case value(Value)
    }

    private var box: Box

    init(_ value: Value) {
        box = .value(value)
    }

    var value: Value {
        get {
            switch box {
            case .value(let value): value
            }
        }
        set { box = .value(newValue) }
    }
}
