using System.Globalization;

namespace HomeLab.Benchmarks.Measuring;

/// <summary>What a process uses of the machine, by /proc: proc_pid_smaps_rollup(5), proc_pid_stat(5).</summary>
static class ProcessUse
{
    /// <summary>Resident memory in MiB; what processes share counts for each.</summary>
    public static double Resident(int id) => Rollup(id, "Rss:");

    /// <summary>Resident memory in MiB; what n processes share counts 1/n for each, so that a sum is what the machine spends.</summary>
    public static double Proportional(int id) => Rollup(id, "Pss:");

    /// <summary>Time on a processor since its start, in ms, in steps of 10.</summary>
    public static double ProcessorTime(int id)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        const double TicksPerMillisecond = 0.1;
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerMillisecond;
    }

    static double Rollup(int id, string field)
    {
        try
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/smaps_rollup"))
                .Single(l => l.StartsWith(field, StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }
}
