extension Verdict.Outcome: Encodable {
    private enum CodingKeys: CodingKey {
        case kind, latentSize
    }

    /// `{"kind": "size", "latentSize": 8}`; other kinds are `noSizeQualifies` and `inconclusive`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .size(let latentSize):
            try container.encode("size", forKey: .kind)
            try container.encode(latentSize, forKey: .latentSize)
        case .noSizeQualifies: try container.encode("noSizeQualifies", forKey: .kind)
        case .inconclusive: try container.encode("inconclusive", forKey: .kind)
        }
    }
}

extension Verdict.Criterion: Encodable {
    /// `score`, or the gate's name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .score: try container.encode("score")
        case .gate(let gate): try container.encode(gate)
        }
    }
}

extension Verdict.Remedy: Encodable {
    private enum CodingKeys: CodingKey {
        case kind, total, times, than, latentSizes
    }

    /// A `kind`, the case's name, with its number or sizes.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .moreSeeds(let total):
            try container.encode("moreSeeds", forKey: .kind)
            try container.encode(total, forKey: .total)
        case .moreImages(let times):
            try container.encode("moreImages", forKey: .kind)
            try container.encode(times, forKey: .times)
        case .largerSizes(let size):
            try container.encode("largerSizes", forKey: .kind)
            try container.encode(size, forKey: .than)
        case .longerTraining(let sizes):
            try container.encode("longerTraining", forKey: .kind)
            try container.encode(sizes, forKey: .latentSizes)
        }
    }
}
