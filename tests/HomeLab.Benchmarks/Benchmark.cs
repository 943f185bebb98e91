using HomeLab.Benchmarks.Measuring;

namespace HomeLab.Benchmarks;

/// <summary>One thing that is measured, beside what it is measured against.</summary>
sealed record Benchmark(string Name, string Summary, Func<Report, Task> RunAsync);
