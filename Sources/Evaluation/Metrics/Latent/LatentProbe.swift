/// What posterior means tell of the class: the accuracy of a k-nearest-neighbour vote (k = 5) of
/// training images' means on test images' means. Equal to scikit-learn's `KNeighborsClassifier`.
struct LatentProbe: Metric {
    static let name = "latentProbe"
    static let definition = 2

    static let neighbours = 5

    /// Whether each test image's class was told.
    let hits: [Bool]

    /// Votes are equal in weight; of classes with equally many votes the lowest wins.
    init(
        training: FeatureMatrix, trainingLabels: [UInt8], test: FeatureMatrix, testLabels: [UInt8]
    ) {
        let k = min(Self.neighbours, training.count)
        var hits: [Bool] = []
        hits.reserveCapacity(test.count)
        var nearest = [(distance: Float, label: UInt8)](repeating: (.infinity, 0), count: k)
        test.forEachRow(distancesTo: training) { row, distances in
            for index in 0..<k { nearest[index] = (.infinity, 0) }
            for column in distances.indices {
                let distance = distances[column]
                guard distance < nearest[k - 1].distance else { continue }
                var place = k - 1
                while place > 0, nearest[place - 1].distance > distance {
                    nearest[place] = nearest[place - 1]
                    place -= 1
                }
                nearest[place] = (distance, trainingLabels[column])
            }
            var votes = [Int](repeating: 0, count: 256)
            for vote in nearest { votes[Int(vote.label)] += 1 }
            let winner = votes.indices.max {
                votes[$0] < votes[$1] || (votes[$0] == votes[$1] && $0 > $1)
            }
            hits.append(winner == Int(testLabels[row]))
        }
        self.hits = hits
    }
}
