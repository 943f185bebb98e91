using System.Net;
using System.Net.Sockets;

namespace HomeLab.Lab.Kinds;

/// <summary>What of a <see cref="DnsRecordSpec"/> follows uplinks; gives it with them in one place.</summary>
static class DynamicContentCheck
{
    const int AddressBits = 128;

    /// <param name="uplinks">Of the lab; null where they are not known, which refuses nothing.</param>
    public static DnsRecordSpec Check(DnsRecordSpec spec, IReadOnlyList<UplinkSpec>? uplinks, SpecProblems problems)
    {
        if (spec.Uplink is not null && spec.Uplinks is not null)
            problems.Add("spec.uplinks", "NotAllowed", "`uplink` and `uplinks` exclude each other; keep `uplinks`");
        if (spec.Uplinks is { Count: 0 })
            problems.Add("spec.uplinks", "MissingField", "name at least one uplink");
        IReadOnlyList<string>? names = spec.Uplinks ?? (spec.Uplink is null ? null : [spec.Uplink]);
        if (names is null && spec.Suffix is not null)
            problems.Add("spec.suffix", "NotAllowed", "a suffix stands behind the prefix of an uplink; name it: `uplink: …`");
        if (names is not null && spec.Type is not ("A" or "AAAA"))
            problems.Add(spec.Uplinks is null ? "spec.uplink" : "spec.uplinks", "NotAllowed", $"records of type {spec.Type} cannot follow an uplink; only A and AAAA can");
        for (var i = 0; i < names?.Count; i++)
            Check(spec, names[i], spec.Uplinks is null ? "spec.uplink" : $"spec.uplinks[{i}]", uplinks, names.Take(i).Contains(names[i]), problems);
        return spec with { Uplink = null, Uplinks = names, Suffix = Suffix(spec, names, uplinks, problems) };
    }

    static void Check(DnsRecordSpec spec, string name, string path, IReadOnlyList<UplinkSpec>? uplinks, bool isTwice, SpecProblems problems)
    {
        if (isTwice)
            problems.Add(path, "Duplicate", "this uplink stands there already");
        if (uplinks is null)
            return;
        if (uplinks.FirstOrDefault(it => it.Name == name) is not { } uplink)
            problems.Add(path, "UnknownUplink", uplinks.Count == 0
                ? "the lab names no uplinks; add `uplinks: [{name: …}]` to lab.yaml"
                : $"expected one of the lab's uplinks: {string.Join(", ", uplinks.Select(it => $"`{it.Name}`"))}{Spelling.Hint(name, uplinks.Select(it => it.Name))}");
        else if (spec is { Type: "AAAA", Suffix: null } && uplink.PrefixLength is not null)
            problems.Add(path, "MissingField", $"of `{uplink.Name}` only the prefix is known; say the host's part, such as `suffix: ::1:2`");
        else if (spec is { Type: "AAAA", Suffix: not null } && uplink.PrefixLength is null)
            problems.Add("spec.suffix", "NotAllowed", $"how long the prefix of `{uplink.Name}` is stands nowhere; add `prefixLength: 64` to it in lab.yaml");
    }

    static string? Suffix(DnsRecordSpec spec, IReadOnlyList<string>? names, IReadOnlyList<UplinkSpec>? uplinks, SpecProblems problems)
    {
        if (spec.Suffix is not { } text)
            return null;
        if (!IPAddress.TryParse(text, out var suffix) || suffix.AddressFamily != AddressFamily.InterNetworkV6 || suffix.ScopeId != 0
            || text.Contains('%', StringComparison.Ordinal) || suffix.Equals(IPAddress.IPv6Any))
        {
            problems.Add("spec.suffix", "WrongForm", "expected the last bits of an IPv6 address, such as ::1:2");
            return text;
        }
        foreach (var uplink in (uplinks ?? []).Where(it => names?.Contains(it.Name) == true && it.PrefixLength is not null))
        {
            if (LeadingZeros(suffix) < uplink.PrefixLength)
                problems.Add("spec.suffix", "OutOfRange", $"the prefix of `{uplink.Name}` has {uplink.PrefixLength} bits, so the suffix has at most {AddressBits - uplink.PrefixLength}");
        }
        return suffix.ToString();
    }

    static int LeadingZeros(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var zeros = bytes.TakeWhile(it => it == 0).Count();
        return zeros == bytes.Length ? AddressBits : (8 * zeros) + System.Numerics.BitOperations.LeadingZeroCount((uint)bytes[zeros]) - 24;
    }
}
