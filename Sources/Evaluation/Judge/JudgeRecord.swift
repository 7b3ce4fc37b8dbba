/// `judge.json`: the classifier whose features and predictions generation is measured with.
public struct JudgeRecord: Codable, Hashable, Sendable {
    /// What it was trained from.
    public var recipe: JudgeRecipe
    /// SHA-256 of the recipe.
    public var recipeHash: String
    /// SHA-256 of `judge.safetensors`.
    public var modelHash: String
    /// What features are multiplied by: with it those of the training images have a variance of 1 on
    /// average, so that distances do not depend on how large a judge's activations happen to be.
    public var featureScale: Double
    /// Share of test images whose class it tells.
    public var accuracy: RunEvaluation.Estimate
    /// Of groups of test images: how many it tells right.
    public var accuracyGroups: GroupedSums
    /// Test images the accuracy is a mean over.
    public var testImages: Int

    /// Gives the record as it is.
    public init(
        recipe: JudgeRecipe, recipeHash: String, modelHash: String, featureScale: Double,
        accuracy: RunEvaluation.Estimate, accuracyGroups: GroupedSums, testImages: Int
    ) {
        self.recipe = recipe
        self.recipeHash = recipeHash
        self.modelHash = modelHash
        self.featureScale = featureScale
        self.accuracy = accuracy
        self.accuracyGroups = accuracyGroups
        self.testImages = testImages
    }
}
