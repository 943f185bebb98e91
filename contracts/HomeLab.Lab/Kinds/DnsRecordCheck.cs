using System.Net;
using System.Net.Sockets;

namespace HomeLab.Lab.Kinds;

/// <summary>What a <see cref="DnsRecordSpec"/> must be beyond its shape; gives it with its values in one place and normalised.</summary>
static class DnsRecordCheck
{
    /// <param name="context">Zones that are not known refuse nothing.</param>
    public static DnsRecordSpec Check(DnsRecordSpec spec, CheckContext context, SpecProblems problems)
    {
        var dynamic = DynamicContentCheck.Check(spec, context.Uplinks, problems);
        var checkedSpec = Values(dynamic, problems) with { Name = Name(spec.Name, context.Zones, problems), Content = null, Priority = null };
        if (spec.View is { } view && context.Lab?.ZoneNames(view) is { } seen && !IsWithin(checkedSpec.Name, seen))
            problems.Add("spec.view", "OutsideZones", seen.Count == 0
                ? $"nobody holds a zone in the {view} view; leave `view` out, or add one to dnsServers in lab.yaml"
                : $"`{checkedSpec.Name}` lies in no zone of the {view} view ({string.Join(", ", seen)})");
        if (spec.When is not null && string.IsNullOrWhiteSpace(spec.WaitsFor))
            problems.Add("spec.waitsFor", "MissingField", "say whose health it waits for: `waitsFor: immich`, or an object's address");
        if (spec.When is null && (spec.WaitsFor is not null || spec.Withdraw is not null))
            problems.Add("spec.when", "MissingField", "`waitsFor` and `withdraw` mean something with `when: healthy` alone");
        if (spec.Ttl is > 1 and < 60)
            problems.Add("spec.ttl", "OutOfRange", "expected 60 to 86400 seconds; leave it out for automatic");
        if (spec.Ttl == 1)
            checkedSpec = checkedSpec with { Ttl = null };
        if (spec.Proxied == true && spec.Type is not ("A" or "AAAA" or "CNAME"))
            problems.Add("spec.proxied", "NotAllowed", $"records of type {spec.Type} cannot be proxied; only A, AAAA and CNAME can");
        return checkedSpec;
    }

    /// <param name="zones">Of the lab; null where they are not known, which refuses nothing.</param>
    static string Name(string text, IReadOnlyList<string>? zones, SpecProblems problems)
    {
        if (DnsName.Normalise(text) is not { } name)
        {
            problems.Add("spec.name", "WrongForm", "expected a name such as www.example.org");
            return text;
        }
        if (zones is not null && !IsWithin(name, zones))
            problems.Add("spec.name", "OutsideZones", zones.Count == 0
                ? "the lab names no zones; add cloudflare.zones or dnsServers to lab.yaml"
                : $"`{name}` lies in none of the lab's zones ({string.Join(", ", zones)}); write the whole name, such as www.{zones[0]}");
        return name;
    }

    static bool IsWithin(string name, IReadOnlyList<string> zones) =>
        zones.Any(zone => name == zone || name.EndsWith("." + zone, StringComparison.Ordinal));

    static DnsRecordSpec Values(DnsRecordSpec spec, SpecProblems problems)
    {
        foreach (var (field, isGiven, types) in new (string, bool, string[])[]
        {
            ("content", spec.Content is not null, ["A", "AAAA", "CNAME", "TXT", "MX"]),
            ("values", spec.Values is not null, ["A", "AAAA", "CNAME", "TXT"]),
            ("suffix", spec.Suffix is not null, ["AAAA"]),
            ("priority", spec.Priority is not null, ["MX"]),
            ("mx", spec.Mx is not null, ["MX"]),
            ("srv", spec.Srv is not null, ["SRV"]),
            ("caa", spec.Caa is not null, ["CAA"]),
        })
        {
            if (isGiven && !types.Contains(spec.Type))
                problems.Add($"spec.{field}", "NotAllowed", $"records of type {spec.Type} have no `{field}` but {Right(spec.Type)}");
        }
        return spec.Type switch
        {
            "MX" => spec with { Mx = Mx(spec, problems), Values = null, Srv = null, Caa = null },
            "SRV" => spec with { Srv = Srv(spec, problems), Values = null, Mx = null, Caa = null },
            "CAA" => spec with { Caa = Given(spec.Caa, "caa", spec.Type, problems), Values = null, Mx = null, Srv = null },
            _ => spec with { Values = Plain(spec, problems), Mx = null, Srv = null, Caa = null },
        };
    }

    static List<string>? Plain(DnsRecordSpec spec, SpecProblems problems)
    {
        if (spec is { Uplinks: not null, Values: null, Content: null })
            return null;
        if (spec.Content is not null && spec.Values is not null)
            problems.Add("spec.values", "NotAllowed", "`content` and `values` exclude each other; keep `values`");
        var isList = spec.Values is not null;
        var values = Given(spec.Values ?? (spec.Content is null ? null : [spec.Content]), "values", spec.Type, problems);
        if (spec.Type == "CNAME" && values.Count > 1)
            problems.Add("spec.values", "NotAllowed", "a CNAME has one value");
        var normalised = values.Select((value, index) => Value(spec.Type, value, isList ? $"spec.values[{index}]" : "spec.content", problems)).ToList();
        foreach (var twice in normalised.GroupBy(it => it).Where(it => it.Count() > 1))
            problems.Add("spec.values", "Duplicate", $"value {normalised.IndexOf(twice.Key) + 1} stands there twice");
        return normalised;
    }

    static string Value(string type, string value, string path, SpecProblems problems)
    {
        switch (type)
        {
            case "A" or "AAAA":
                var family = type == "A" ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
                if (IPAddress.TryParse(value, out var address) && address.AddressFamily == family && (type == "AAAA" || value.Count(it => it == '.') == 3))
                    return address.ToString();
                problems.Add(path, "WrongForm", type == "A" ? "expected an IPv4 address such as 192.0.2.1" : "expected an IPv6 address such as 2001:db8::1");
                return value;
            case "CNAME":
                return Host(value, path, problems);
            default:
                if (value.Length > 2048)
                    problems.Add(path, "OutOfRange", "expected at most 2048 characters");
                return value;
        }
    }

    static List<MxValue> Mx(DnsRecordSpec spec, SpecProblems problems)
    {
        if (spec.Content is not null && spec.Mx is not null)
            problems.Add("spec.mx", "NotAllowed", "`content` and `mx` exclude each other; keep `mx`");
        if (spec.Content is not null && spec.Priority is null)
            problems.Add("spec.priority", "MissingField", "an MX needs a `priority`, such as 10");
        IReadOnlyList<MxValue>? given = spec.Mx
            ?? (spec.Content is null ? null : [new MxValue { Priority = spec.Priority ?? 0, Exchange = spec.Content }]);
        return [.. Given(given, "mx", "MX", problems).Select((it, index) => it with
        {
            Exchange = Host(it.Exchange, spec.Mx is null ? "spec.content" : $"spec.mx[{index}].exchange", problems),
        })];
    }

    static List<SrvValue> Srv(DnsRecordSpec spec, SpecProblems problems)
    {
        if (!spec.Name.StartsWith('_') || spec.Name.Split('.') is not [_, ['_', ..], ..])
            problems.Add("spec.name", "WrongForm", "the name of an SRV begins with its service and protocol, such as _sip._tcp.example.org");
        return [.. Given(spec.Srv, "srv", "SRV", problems).Select((it, index) => it with
        {
            Target = it.Target == "." ? "." : Host(it.Target, $"spec.srv[{index}].target", problems),
        })];
    }

    static List<T> Given<T>(IReadOnlyList<T>? values, string field, string type, SpecProblems problems)
    {
        if (values is not { Count: > 0 })
            problems.Add($"spec.{field}", "MissingField", $"records of type {type} need {Right(type)}");
        return [.. values ?? []];
    }

    static string Host(string text, string path, SpecProblems problems)
    {
        var name = DnsName.Normalise(text);
        if (name is null || name.StartsWith('*') || IPAddress.TryParse(text, out _))
            problems.Add(path, "WrongForm", "expected a host name such as www.example.org");
        return name ?? text;
    }

    static string Right(string type) => type switch
    {
        "MX" => "`content` and `priority`, or `mx: [{priority, exchange}]`",
        "SRV" => "`srv: [{priority, weight, port, target}]`",
        "CAA" => "`caa: [{flags, tag, value}]`",
        "CNAME" => "`content`",
        "TXT" => "`content` or `values`",
        _ => "`content`, `values` or `uplink`",
    };
}
