import Compute

/// A model's parameters and their gradients: two flat arrays, and the slots that name their parts.
final class ParameterStore {
    let slots: [ParameterSlot]
    let values: Buffer
    /// For who asks for them: a training moves parameters without writing gradients down.
    private(set) lazy var gradients = Buffer(count: values.count)

    init(slots: [ParameterSlot]) {
        self.slots = slots
        let count = slots.last.map { $0.offset + $0.count } ?? 0
        values = Buffer(count: count)
    }

    /// Draws every parameter uniformly within its bounds, element by element in PyTorch's order.
    func initialise(seed: UInt64) {
        for (index, slot) in slots.enumerated() {
            var generator = Philox(seed: seed, purpose: .initialisation, stream: UInt64(index))
            for place in slot.places {
                values.pointer[slot.offset + place] = Float(
                    slot.initialCentre + (2 * generator.uniform() - 1) * slot.initialBound)
            }
        }
    }

    /// Named tensors in PyTorch's layouts, read from one of the two arrays.
    func named(_ buffer: Buffer) -> [NamedTensor] {
        slots.map { slot in
            NamedTensor(
                name: slot.name,
                tensor: Tensor(
                    shape: slot.shape,
                    values: slot.places.map { buffer.pointer[slot.offset + $0] }))
        }
    }

    /// Takes all parameters, or none where one is not as it should be.
    func load(_ parameters: [NamedTensor]) throws {
        var byName = [String: Tensor]()
        for parameter in parameters {
            guard slots.contains(where: { $0.name == parameter.name }) else {
                throw ModelError.unknownParameter(parameter.name)
            }
            guard byName.updateValue(parameter.tensor, forKey: parameter.name) == nil else {
                throw ModelError.repeatedParameter(parameter.name)
            }
        }
        for slot in slots {
            guard let tensor = byName[slot.name] else {
                throw ModelError.missingParameter(slot.name)
            }
            guard tensor.shape == slot.shape else {
                throw ModelError.wrongShape(slot.name, expected: slot.shape, found: tensor.shape)
            }
            guard tensor.values.allSatisfy(\.isFinite) else {
                throw ModelError.notFinite(slot.name)
            }
        }
        for slot in slots {
            guard let tensor = byName[slot.name] else { continue }
            for (value, place) in zip(tensor.values, slot.places) {
                values.pointer[slot.offset + place] = value
            }
        }
    }
}

@available(*, unavailable)
extension ParameterStore: Sendable {}
