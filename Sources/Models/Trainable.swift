/// Takes a gradient where it is finished, and the parameters themselves, which may be moved: `places`
/// of the model's flat array, and the values and the gradient there. See `GradientUse`.
public typealias ParameterUse = (
    _ places: Range<Int>, _ values: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>
) -> Void

/// A model whose parameters an optimizer moves, and that is saved under PyTorch's names.
public protocol Trainable: AnyObject {
    /// All parameters, names and layouts as PyTorch's `state_dict`.
    var parameters: [NamedTensor] { get }
    /// The number of all parameters.
    var parameterCount: Int { get }

    /// Takes parameters in PyTorch's names and layouts; throws `ModelError` where one is missing,
    /// unknown, of another shape or not finite, and changes nothing then.
    func load(_ parameters: [NamedTensor]) throws
}

extension VAE: Trainable {}
extension Classifier: Trainable {}
