using System.Globalization;

namespace HomeLab.Cli.Output;

/// <summary>Sizes as people say them.</summary>
static class Sizes
{
    const double Step = 1024;

    static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary><c>512 B</c>, <c>1.5 GiB</c>.</summary>
    public static string Short(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        for (; size >= Step && unit < Units.Length - 1; unit++)
        {
            size /= Step;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 ? size : Math.Round(size, 1))} {Units[unit]}");
    }
}
