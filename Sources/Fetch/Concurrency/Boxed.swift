import HTTPValues

/// A value behind one reference: for what is large, mostly absent, and handed on more often than it is looked at.
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
