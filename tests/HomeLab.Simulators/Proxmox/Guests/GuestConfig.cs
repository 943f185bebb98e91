using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>A guest's configuration file: keys and texts.</summary>
sealed record GuestConfig(ImmutableSortedDictionary<string, string> Values)
{
    public static GuestConfig Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    public string? this[string key] => Values.GetValueOrDefault(key);

    /// <summary>40 hex digits that are others after every change; a lock is no change.</summary>
    public string Digest => Convert.ToHexStringLower(SHA1Of(string.Concat(Values
        .Where(pair => pair.Key != "lock").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}\n"))));

    /// <summary>Disks of the guest itself, with neither CD-ROMs nor the unused.</summary>
    public IEnumerable<KeyValuePair<string, string>> Disks =>
        Values.Where(pair => ConfigKeys.IsDisk(pair.Key) && !pair.Value.Contains("media=cdrom", StringComparison.Ordinal));

    public int Number(string key, int otherwise) =>
        int.TryParse(this[key], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    public GuestConfig With(string key, string? value) =>
        value is null ? new(Values.Remove(key)) : new(Values.SetItem(key, value));

    // The real server's digest is SHA-1 too; nothing is secured by it.
#pragma warning disable CA5350
    static byte[] SHA1Of(string text) => SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
}
