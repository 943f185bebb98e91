using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Tasks;

/// <summary>
/// The id of a task: <c>UPID:node:pid:pstart:starttime:type:id:user:</c>, numbers in hexadecimal, the last colon mandatory.
/// </summary>
[JsonConverter(typeof(UpidText))]
public sealed partial record Upid
{
    readonly string text;

    Upid(Match match)
    {
        text = match.Value;
        Node = match.Groups["node"].Value;
        StartedAt = DateTimeOffset.FromUnixTimeSeconds(Convert.ToInt64(match.Groups["start"].Value, 16));
        Type = match.Groups["type"].Value;
        Id = match.Groups["id"].Value;
        User = match.Groups["user"].Value;
    }

    /// <summary>Where it runs, which is where it has to be asked for.</summary>
    public string Node { get; }

    /// <summary>By the node's clock.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary><c>qmstart</c>, <c>vzcreate</c>, <c>vzdump</c>, <c>imgdel</c>, ….</summary>
    public string Type { get; }

    /// <summary>Mostly the VMID; empty where there is none or more than one.</summary>
    public string Id { get; }

    /// <summary>With the token's name: <c>svc@pve!ctl</c>.</summary>
    public string User { get; }

    /// <summary>
    /// Of a guest that the cluster's high availability manages: the task ends well as soon as the request is queued, and says
    /// nothing about the guest.
    /// </summary>
    public bool IsRequestOnly => Type.StartsWith("ha", StringComparison.Ordinal);

    public static Upid Parse(string text) => TryParse(text, out var upid) ? upid : throw new FormatException($"'{text}' is no task id.");

    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Upid? upid)
    {
        var match = Form().Match(text ?? "");
        upid = match.Success ? new Upid(match) : null;
        return match.Success;
    }

    public bool Equals(Upid? other) => text == other?.text;

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => text;

    [GeneratedRegex(
        @"\AUPID:(?<node>[a-zA-Z0-9-]+):[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8,9}:(?<start>[0-9A-Fa-f]{8}):"
        + @"(?<type>[^:\s/]+):(?<id>[^:\s/]*):(?<user>[^:\s/]+):\z")]
    private static partial Regex Form();
}

sealed class UpidText : LenientConverter<Upid>
{
    public override Upid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Upid.TryParse(Scalar.Text(ref reader), out var upid) ? upid : throw new JsonException("A task id was expected.");
}
