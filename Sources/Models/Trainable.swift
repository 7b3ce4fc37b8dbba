/// A model whose parameters an optimizer moves, and that is saved under PyTorch's names.
public protocol Trainable: AnyObject {
    /// All parameters, names and layouts as PyTorch's `state_dict`.
    var parameters: [NamedTensor] { get }
    /// The number of all parameters.
    var parameterCount: Int { get }

    /// Takes parameters in PyTorch's names and layouts; throws `ModelError` where one is missing,
    /// unknown, of another shape or not finite, and changes nothing then.
    func load(_ parameters: [NamedTensor]) throws

    /// Gives an optimizer all parameters, and their gradients in the same order.
    func update(
        _ body: (_ values: UnsafeMutablePointer<Float>, _ gradients: UnsafePointer<Float>) -> Void
    )
}

extension VAE: Trainable {}
extension Classifier: Trainable {}
