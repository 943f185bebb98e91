using System.Globalization;
using System.Runtime.InteropServices;

namespace HomeLab.Benchmarks.Measuring;

/// <summary>Prints what was measured, as Markdown.</summary>
/// <param name="isQuick">A fifth of the rounds, for a first impression.</param>
sealed class Report(TextWriter output, bool isQuick)
{
    public bool IsQuick => isQuick;

    public int Rounds(int whole) => isQuick ? Math.Max(1, whole / 5) : whole;

    public void Machine() => output.WriteLine(
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");

    public void Begin(Benchmark benchmark)
    {
        output.WriteLine();
        output.WriteLine($"## {benchmark.Name}: {benchmark.Summary}");
        output.WriteLine();
        output.WriteLine($"load {Load}");
        output.WriteLine();
    }

    /// <summary>Median, spread and p99 of each series.</summary>
    public void Table(string unit, params IReadOnlyList<Series> rows)
    {
        output.WriteLine($"| {unit} | median | least | most | p99 | n |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var row in rows)
        {
            output.WriteLine(
                $"| {row.Name} | {Text(row.Median)} | {Text(row.Samples.Min())} | {Text(row.Samples.Max())} | {Text(row.P99)} | {row.Samples.Count} |");
        }
        output.WriteLine();
    }

    public void Ratio(Series subject, Series peer, string aim) =>
        Line($"{subject.Name} / {peer.Name} = {Text(subject.RatioTo(peer))} (aim: {aim})");

    public void Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            output.WriteLine(line);
        }
        output.Flush();
    }

    public void Line(string text)
    {
        output.WriteLine($"- {text}; load {Load}");
        output.Flush();
    }

    public static string Text(double number) => number.ToString(Math.Abs(number) >= 100 ? "#,0" : "0.##", CultureInfo.InvariantCulture);

    /// <summary>Of the last minute: what else the machine was doing.</summary>
    static string Load => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
