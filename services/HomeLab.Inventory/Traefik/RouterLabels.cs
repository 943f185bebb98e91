using System.Text.RegularExpressions;

namespace HomeLab.Inventory.Traefik;

/// <summary>The labels of one router.</summary>
sealed partial record RouterLabels(RouterProtocol Protocol, string Name, string? RuleLabel, string? Rule, string? EntryPoints, bool IsTls)
{
    public string Address => Protocol == RouterProtocol.Http ? Name : $"tcp.{Name}";

    public static IEnumerable<RouterLabels> Of(IReadOnlyDictionary<string, string> labels) =>
        from label in labels
        let match = RouterLabel().Match(label.Key)
        where match.Success
        let router = (Protocol: match.Groups["protocol"].Value.ToLowerInvariant(), Name: match.Groups["name"].Value.ToLowerInvariant())
        orderby label.Key
        group (label, setting: match.Groups["setting"].Value.ToLowerInvariant()) by router into settings
        orderby settings.Key.Protocol, settings.Key.Name
        select From(settings.Key.Protocol, settings.Key.Name, settings.ToLookup(it => it.setting, it => it.label));

    static RouterLabels From(string protocol, string name, ILookup<string, KeyValuePair<string, string>> settings)
    {
        var rule = settings["rule"].Select(it => (KeyValuePair<string, string>?)it).FirstOrDefault();
        return new RouterLabels(
            protocol == "tcp" ? RouterProtocol.Tcp : RouterProtocol.Http, name, rule?.Key, rule?.Value,
            settings["entrypoints"].Select(it => it.Value).FirstOrDefault(),
            settings["tls"].Any(it => !it.Value.Equals("false", StringComparison.OrdinalIgnoreCase))
                || settings.Any(it => it.Key.StartsWith("tls.", StringComparison.Ordinal)));
    }

    // Names cannot hold dots, since dots separate the parts of a label.
    [GeneratedRegex(@"^traefik\.(?<protocol>http|tcp)\.routers\.(?<name>[A-Za-z0-9_@-]{1,200})\.(?<setting>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex RouterLabel();
}
