using System.Net;

namespace HomeLab.Dns.Addresses.Plausibility;

/// <summary>A range in which no uplink has its address.</summary>
/// <param name="Use">What it is for, as a person would say it.</param>
sealed record AddressRange(IPNetwork Network, string Code, string Use)
{
    /// <summary>The ranges of an embedded file, one a line.</summary>
    public static IReadOnlyList<AddressRange> Read(string file)
    {
        using var stream = typeof(AddressRange).Assembly.GetManifestResourceStream(typeof(AddressRange), file)
            ?? throw new InvalidOperationException($"{file} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#')).Select(Parse)];
    }

    static AddressRange Parse(string line)
    {
        var parts = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new AddressRange(IPNetwork.Parse(parts[0]), parts[1], parts[2]);
    }
}
