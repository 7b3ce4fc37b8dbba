import Synchronization

/// Lets one thread at a time use Cairo, Pango and fontconfig.
///
/// Pango's font maps and contexts may be used by one thread only, Cairo keeps glyph caches and
/// counters for the whole process, and a chart takes milliseconds: one lock around a whole chart
/// costs nothing and leaves nothing to reason about.
enum GraphicsLock {
    private static let lock = Mutex(())

    /// Runs `body` while no other thread draws. Not reentrant.
    static func withLock<Result: Sendable>(_ body: () throws -> Result) throws -> Result {
        try lock.withLock { _ in try body() }
    }
}
