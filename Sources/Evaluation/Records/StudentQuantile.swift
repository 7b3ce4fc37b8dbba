/// Quantiles of Student's t distribution.
public enum StudentQuantile {
    /// The 97.5 % quantile with so many degrees of freedom, to four digits: what half a two-sided
    /// 95 % interval is of its standard error, where that is estimated from few values.
    ///
    /// Beyond 30 degrees of freedom that of 30, a bound from above. Below 1, that of 1.
    public static func upper95(degreesOfFreedom: Int) -> Double {
        // scipy.stats.t.ppf(0.975, 1...30)
        let table = [
            12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010,
            2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739,
            2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
        ]
        return table[min(max(degreesOfFreedom, 1), table.count) - 1]
    }
}
