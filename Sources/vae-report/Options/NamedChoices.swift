public import ArgumentParser
public import Datasets
public import Evaluation
public import Figures
public import Models
public import Studies

extension Preset: ExpressibleByArgument {}

extension Activation: ExpressibleByArgument {}

extension Likelihood: ExpressibleByArgument {}

extension Endpoint: ExpressibleByArgument {}

extension Sampler: ExpressibleByArgument {}

extension ExplorerSizes: ExpressibleByArgument {}

extension Pixels: ExpressibleByArgument {}
