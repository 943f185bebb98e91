namespace HomeLab.Lab.Kinds;

/// <summary>What a <see cref="UplinkSpec"/> must be beyond its shape.</summary>
static class UplinkCheck
{
    /// <summary>Of a lab that names no detectors.</summary>
    const int UsualKinds = 3;

    public static void Check(UplinkSpec uplink, string path, SpecProblems problems)
    {
        if (uplink.Interval < TimeSpan.FromSeconds(10))
            problems.Add($"{path}.interval", "OutOfRange", "expected 10s or more");
        if (uplink.Detectors is { Count: 0 })
            problems.Add($"{path}.detectors", "MissingField", "name at least one detector, or leave the field out for the usual ones");
        var kinds = uplink.Detectors?.Select(it => it.Kind).Distinct().Count() ?? UsualKinds;
        if (uplink.Quorum > kinds)
            problems.Add(uplink.Detectors is null ? $"{path}.quorum" : $"{path}.detectors", "QuorumUnreachable",
                $"{uplink.Quorum} kinds of detectors have to agree, and there {(kinds == 1 ? "is one" : $"are {kinds}")}; add a detector of another kind, or lower `quorum`");
        for (var i = 0; i < uplink.Detectors?.Count; i++)
        {
            if (uplink.Detectors.Take(i).Contains(uplink.Detectors[i]))
                problems.Add($"{path}.detectors[{i}]", "Duplicate", "this detector stands there already");
            Check(uplink.Detectors[i], $"{path}.detectors[{i}]", problems);
        }
    }

    static void Check(DetectorSpec detector, string path, SpecProblems problems)
    {
        if (detector.Kind == "interface")
        {
            if (detector.Interface is null)
                problems.Add($"{path}.kind", "MissingField", "an interface needs its name: `interface: eth0`");
            if (detector.Url is not null)
                problems.Add($"{path}.url", "NotAllowed", "an interface has no URL");
            return;
        }
        if (detector.Interface is not null)
            problems.Add($"{path}.interface", "NotAllowed", "goes with `kind: interface`; the uplink's own `interface` says by which one detectors are asked");
        if (detector is { Kind: "upnp", Url: null })
            problems.Add($"{path}.kind", "MissingField", "a router needs the URL of its device description, such as `url: http://192.168.1.1:5000/rootDesc.xml`");
        if (detector.Url is { } text)
            Url(detector.Kind, text, $"{path}.url", problems);
    }

    static void Url(string kind, string text, string path, SpecProblems problems)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
            problems.Add(path, "WrongForm", $"expected {Forms.HttpUrlExpected}");
        // Names without a dot are the fleet's own, as http://simulators.
        else if (kind != "upnp" && url is { Scheme: "http", IsLoopback: false } && url.Host.Contains('.', StringComparison.Ordinal))
            problems.Add(path, "WrongForm", "anybody on the way could answer over http://; expected a URL that begins https://");
    }
}
