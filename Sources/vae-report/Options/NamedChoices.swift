public import ArgumentParser
public import Models
public import Studies

extension Preset: ExpressibleByArgument {}

extension Activation: ExpressibleByArgument {}
