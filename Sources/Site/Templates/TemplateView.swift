/// What a template is filled from: a struct whose stored properties are the keys it may name.
///
/// Properties are text, numbers, flags, other views, and arrays of text or views; what may be
/// absent is an array, since a missing value would be looked for further out. The empty
/// initializer gives the keys before there is any value.
protocol TemplateView {
    init()
}

/// The keys a template may name at some point.
indirect enum TemplateShape {
    /// Text, a number or a flag.
    case value
    /// A view or a list of views, by key.
    case keys([String: TemplateShape])

    /// The shape of a view's type.
    init(_ view: any TemplateView) {
        var keys = [String: TemplateShape]()
        for child in Mirror(reflecting: view).children {
            guard let label = child.label else { continue }
            if let list = child.value as? any ListOfViews {
                keys[label] = TemplateShape(type(of: list).element)
            } else if let nested = child.value as? any TemplateView {
                keys[label] = TemplateShape(nested)
            } else {
                keys[label] = .value
            }
        }
        self = .keys(keys)
    }
}

/// An array whose elements are views, known without having one.
private protocol ListOfViews {
    static var element: any TemplateView { get }
}

extension Array: ListOfViews where Element: TemplateView {
    static var element: any TemplateView { Element() }
}
