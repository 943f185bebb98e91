using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using HomeLab.Proxmox.Values;

namespace HomeLab.Proxmox.Guests;

/// <summary>A guest's configuration: every setting as text, and the usual ones read.</summary>
/// <remarks>
/// Proxmox merges what is pending into it unless the configuration in force is asked for. Passwords come masked, as asterisks.
/// </remarks>
public sealed partial class GuestConfig
{
    /// <summary>Raw LXC lines are pairs, which is no setting that could be sent back.</summary>
    const string RawLxc = "lxc";

    readonly Dictionary<string, string> settings;

    internal GuestConfig(GuestKind kind, IReadOnlyDictionary<string, JsonElement> data)
    {
        Kind = kind;
        settings = data.Where(entry => entry.Key is not ("digest" or RawLxc) && entry.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(entry => entry.Key, entry => entry.Value.Deserialize<string>(Json.Options)!);
        Digest = data.TryGetValue("digest", out var digest) ? digest.Deserialize<string>(Json.Options) : null;
    }

    public GuestKind Kind { get; }

    public IReadOnlyDictionary<string, string> Settings => settings;

    public string? this[string key] => settings.GetValueOrDefault(key);

    /// <summary>Changes with every write; given to one, it is refused when somebody else wrote in between.</summary>
    public string? Digest { get; }

    public string? Name => Kind == GuestKind.Lxc ? this["hostname"] : this["name"];

    /// <summary>Without the newline that Proxmox appends to a container's.</summary>
    public string? Description => this["description"]?.TrimEnd('\n');

    public IReadOnlyList<string> Tags => WordList.Split(this["tags"]);

    public string? Lock => this["lock"];

    public bool IsTemplate => Scalar.IsTrue(this["template"]);

    public bool IsStartedOnBoot => Scalar.IsTrue(this["onboot"]);

    /// <summary>It cannot be deleted, nor its disks.</summary>
    public bool IsProtected => Scalar.IsTrue(this["protection"]);

    public string? OsType => this["ostype"];

    public int Cores => Number(this["cores"]) ?? 1;

    /// <summary>Of a virtual machine.</summary>
    public int Sockets => Number(this["sockets"]) ?? 1;

    /// <summary>Bytes. Written in MiB, of a virtual machine as text and possibly as <c>current=2048</c>; 512 MiB when not said.</summary>
    public long Memory => (Number(PropertyOf("memory", "current")) ?? 512) * Size.Mebibyte;

    /// <summary>Of a virtual machine: the agent is said to be there.</summary>
    public bool HasAgent => Scalar.IsTrue(PropertyOf("agent", "enabled"));

    /// <summary>
    /// The UUID of a virtual machine's SMBIOS, which its guest reads as the system's UUID. A clone and a restore with new
    /// identities get another; containers have none.
    /// </summary>
    public Guid? SystemUuid => Guid.TryParse(PropertyOf("smbios1", "uuid"), out var uuid) ? uuid : null;

    /// <summary>Of a virtual machine: changes when it is cloned, restored or rolled back.</summary>
    public string? GenerationId => this["vmgenid"];

    /// <summary>Of a virtual machine that Proxmox 7 or later made.</summary>
    public DateTimeOffset? CreatedAt =>
        long.TryParse(PropertyOf("meta", "ctime"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>By number. Addresses of a virtual machine are those of <c>ipconfig</c> of the same number.</summary>
    public IReadOnlyList<GuestNetwork> Networks => [.. settings
        .Select(entry => (entry, match: NetworkKey().Match(entry.Key)))
        .Where(found => found.match.Success)
        .OrderBy(found => int.Parse(found.match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
        .Select(found => GuestNetwork.Read(found.entry.Key, found.entry.Value, this[$"ipconfig{found.match.Groups[1].Value}"]))];

    public IReadOnlyList<GuestDisk> Disks => [.. settings
        .Where(entry => DiskKey().IsMatch(entry.Key))
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => GuestDisk.Read(entry.Key, entry.Value))];

    static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    string? PropertyOf(string key, string name) =>
        this[key] is { } text && PropertyString.Parse(text) is var property ? property.Bare ?? property[name] : null;

    [GeneratedRegex(@"\Anet(\d{1,2})\z")]
    private static partial Regex NetworkKey();

    [GeneratedRegex(@"\A((scsi|virtio|sata|ide|efidisk|tpmstate|mp|unused)\d{1,3}|rootfs)\z")]
    private static partial Regex DiskKey();
}
