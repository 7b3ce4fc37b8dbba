import Foundation
import Models
import Training

extension RunFolder {
    /// Keeps the decoder of an epoch where they are to be kept; its record comes back.
    ///
    /// Before the epoch's checkpoint: that names the snapshots there are, and an epoch that is
    /// trained again after a fall writes the same bytes.
    func keepSnapshot(_ model: VAE, _ state: TrainingState) throws -> Snapshot? {
        let isDue = Snapshot.isDue(
            epoch: state.epoch, of: study.plan.training.epochs,
            isBest: state.bestEpoch == state.epoch)
        guard isDue else { return nil }
        let file = ModelFile(url.appending(path: Snapshot.name(epoch: state.epoch)))
        let hash = try file.write(
            model, metadata: metadata(epoch: state.epoch), prefix: Snapshot.prefix)
        return Snapshot(epoch: state.epoch, hash: hash)
    }
}
