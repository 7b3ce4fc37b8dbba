import Compute
import Datasets
import Diagnostics
import Foundation

@testable import Storage
@testable import Studies

extension FuzzTarget {
    /// Files of weights; what is read is written as it was.
    static let safetensors = FuzzTarget(
        name: "safetensors",
        seeds: {
            let tensors = [
                Safetensors.Entry(
                    name: "a.weight", tensor: Tensor(shape: [2, 1], values: [1, -0.0])),
                Safetensors.Entry(name: "none", tensor: Tensor(shape: [0, 3], values: [])),
            ]
            return [
                try Safetensors(entries: tensors, metadata: ["format": "pt\n\"é"]).encoded(),
                try Safetensors(entries: []).encoded(),
            ]
        }
    ) { bytes in
        let file = try Safetensors(decoding: bytes, place: "file")
        let again = try Safetensors(decoding: file.encoded(), place: "again")
        require(again == file, "what was read is written otherwise")
    }

    /// Study files, as far as to a plan.
    static let settings = FuzzTarget(
        name: "settings",
        seeds: {
            [
                """
                # a study
                preset: smoke
                latent-sizes: [16, 2]
                learning-rate: 1e-3
                hidden-widths: [64, 32]
                activation: relu
                title: "Tom & Jerry: *all*"
                """,
                "dataset: 'it''s'\nepochs: -1\nchannels:\n  - 8\nstudy: |\n  mine\n",
                """
                seeds: 3
                epochs: 2
                train-images: 64
                batch-size: 16
                warm-up-steps: 0
                beta: .5
                kl-warm-up-epochs: 1
                channels: []
                kernel-size: 3
                likelihood: gaussian
                pixels: dynamic
                nll-samples: 10
                nll-images: 10
                """,
                "%YAML 1.2\n---\n? &a !!str title\n: *a\n<<: {seeds: 0x1F, beta: .inf}\n...\n",
            ].map { Data($0.utf8) }
        }
    ) { bytes in
        let settings = try StudySettings(yaml: bytes, place: "study.yml")
        let plan = try settings.plan(for: data)
        let name = try settings.name(of: plan, for: data)
        require(StudyName.isValid(name), "a study without a name")
    }

    private static let data: DataSet = {
        let images = ImageSet(
            shape: ImageShape(height: 8, width: 8), pixels: [UInt8](repeating: 0, count: 6400),
            labels: nil)
        return DataSet(
            name: "own", title: "Own", train: images, test: images, fingerprint: ["a": "b"],
            origin: "given folder", credit: "me")
    }()
}
