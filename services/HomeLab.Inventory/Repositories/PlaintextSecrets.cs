using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories;

/// <summary>Finds secrets that somebody committed as they are: in environments, where a name tells, and in the data of Secrets. Their values go nowhere.</summary>
static partial class PlaintextSecrets
{
    public const string Code = "PlaintextSecret";

    static readonly string[] Contents = ["data", "stringData"];

    /// <returns>The field, and where it stands.</returns>
    public static IEnumerable<(string Field, Place At)> In(Node node) => node switch
    {
        MapNode map => map.Entries.SelectMany(it => In(it, map)),
        ListNode list => list.Items.SelectMany(In),
        _ => [],
    };

    /// <param name="secret">A Secret of the core group.</param>
    public static IEnumerable<(string Field, Place At)> InData(MapNode secret) =>
        from field in Contents
        from entry in secret.Map(field)?.Entries ?? []
        where entry.Value is TextNode value && IsValue(value)
        select ($"{field}.{entry.Key}", entry.At);

    static IEnumerable<(string, Place)> In(MapEntry entry, MapNode around) => entry switch
    {
        { Key: "environment", Value: MapNode environment } => environment.Entries
            .Where(it => it.Value is TextNode value && IsSecret(it.Key, value)).Select(it => ($"environment.{it.Key}", it.At)),
        // A container's variable in Kubernetes.
        { Key: "value", Value: TextNode value } when around.Text("name") is { } name && around.Entries.Count == 2 =>
            IsSecret(name, value) ? [($"env.{name}", entry.At)] : [],
        _ => In(entry.Value),
    };

    static bool IsSecret(string name, TextNode value) =>
        IsValue(value) && (PasswordInUrl().IsMatch(value.Text) || (Redaction.IsSecretName(name) && value.AsBoolean is null && !IsElsewhere().IsMatch(value.Text)));

    /// <summary>Neither empty nor something that is put in later or was never meant.</summary>
    static bool IsValue(TextNode value) => !value.IsNothing && value.Text.Trim().Length > 0 && !Placeholder().IsMatch(value.Text.Trim());

    [GeneratedRegex(@"\$\{|\$\(|\[\[|\{\{|^<.*>$|^ENC\[|^(x+|\*+|change[-_ ]?me.*|replace.*|your[-_ ].*|example|placeholder.*|todo.*|redacted|dummy.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"://[^/\s:@]+:[^/\s@]+@")]
    private static partial Regex PasswordInUrl();

    /// <summary>A switch, a path, a reference to a store, a number, an address: where the secret is, or what it is like.</summary>
    [GeneratedRegex(@"^((true|false|yes|no|on|off|none)$|/|\./|[a-z]+:|[0-9.]+[smhd]?$|[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$)", RegexOptions.IgnoreCase)]
    private static partial Regex IsElsewhere();
}
