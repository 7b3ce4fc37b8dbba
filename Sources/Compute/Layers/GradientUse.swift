/// Takes a gradient where it is finished: that of the parameters at `places` of a model's flat array,
/// in the same order. It is valid during the call alone, which may come from any of the workers'
/// threads; each parameter comes once, when its value is no longer needed in this pass, so that an
/// optimizer can move it while the gradient is in the cache.
public typealias GradientUse = (_ places: Range<Int>, _ gradient: UnsafePointer<Float>) -> Void
