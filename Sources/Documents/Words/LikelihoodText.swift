import Datasets
import Drawing
import Evaluation
import Models
import Studies

/// What a study's decoders say of pixels, and what pixels they see, in words.
struct LikelihoodText {
    private let study: StudyResults

    init(_ study: StudyResults) {
        self.study = study
    }

    /// What the decoder gives, after "a decoder gives".
    var decoder: String {
        switch study.plan.likelihood {
        case .bernoulli: "a Bernoulli mean for each pixel"
        case .continuousBernoulli:
            "the parameter of a continuous Bernoulli distribution on 0 to 1 for each pixel"
                + " (Loaiza-Ganem and Cunningham 2019)"
        case .gaussian:
            "the mean of a normal distribution for each pixel, whose one variance for all pixels is"
                + " learned with the weights (Rybkin et al. 2021)"
        }
    }

    /// The first term of the objective, for one pixel x.
    var loss: String {
        switch study.plan.likelihood {
        case .bernoulli:
            "For a pixel x and its mean μ, −log p(x | z) is −x log μ − (1 − x) log (1 − μ)."
        case .continuousBernoulli:
            "For a pixel x and its parameter λ, −log p(x | z) is −x log λ − (1 − x) log (1 − λ) −"
                + " log C(λ), where C(λ) makes it a density on 0 to 1."
        case .gaussian:
            "For a pixel x, its mean μ and the variance v, −log p(x | z) is (x − μ)² / 2v + log (2πv)"
                + " / 2."
        }
    }

    /// What the models see, a sentence.
    var pixels: String {
        let draw =
            "Models see black and white, each pixel drawn with its grey value as the probability of"
            + " white:"
        return switch study.plan.pixels {
        case .grey: "Models see the grey values on 0 to 1."
        case .dynamic: "\(draw) training images anew each epoch, validation and test images once."
        case .fixed: "\(draw) all images once."
        }
    }

    /// What kind of number the reconstruction is, a sentence.
    var reconstruction: String {
        switch study.plan.likelihood {
        case .bernoulli where study.plan.hasEntropyFloor:
            "Grey pixels make the reconstruction a loss rather than a likelihood: the cross-entropy"
                + " of each image with itself,"
                + " \(NumberText.nats(study.baseline.pixelEntropyFloor)) here, is its floor."
        case .bernoulli:
            "On black and white pixels the negative ELBO bounds −log p(x) from above."
        case .continuousBernoulli, .gaussian:
            "Negative ELBO and reconstruction are of a density on grey values, so they may be negative"
                + " and compare only with those of models of the same likelihood."
        }
    }

    /// How log p(x) is estimated.
    func estimate(_ likelihood: RunEvaluation.Likelihood) -> String {
        "−log p(x) by importance sampling from the posterior (Burda et al. 2016, equation 8) with K ="
            + " \(NumberText.integer(likelihood.samples)) samples, on"
            + " \(NumberText.counted(likelihood.images, "test image"))\(balance), nats per image. With"
            + " finite K it is too high on average, never too low; it is at most the negative ELBO of"
            + " the same draws."
    }

    private var balance: String {
        study.plan.fingerprint[DataFile.testLabels.rawValue] == nil
            ? "" : " in equal shares of classes"
    }
}
