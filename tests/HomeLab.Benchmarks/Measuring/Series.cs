namespace HomeLab.Benchmarks.Measuring;

/// <summary>Samples of one subject, in the order of the rounds.</summary>
sealed class Series(string name)
{
    readonly List<double> samples = [];

    public string Name { get; } = name;

    public IReadOnlyList<double> Samples => samples;

    public double Median => At(0.5);

    public double P99 => At(0.99);

    public void Add(double sample) => samples.Add(sample);

    /// <summary>The nearest rank.</summary>
    public double At(double share)
    {
        var sorted = samples.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    /// <summary>How often the other goes into this one: the median of the rounds, so that load hits both sides of a pair alike.</summary>
    public double RatioTo(Series other)
    {
        var ratios = new Series("");
        foreach (var (mine, others) in samples.Zip(other.samples))
        {
            ratios.Add(mine / others);
        }
        return ratios.Median;
    }
}
